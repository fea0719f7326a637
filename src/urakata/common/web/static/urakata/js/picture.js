// 写し：塗りつぶしと切り取りは送る前に画素へ焼きつけ、元の画像は端末から出さない。無ければただのファイルの欄

const LONGEST = 1600, LARGEST = 400 * 1024, HELD = 3200;
const ENDINGS = { "image/png": "png", "image/webp": "webp", "image/jpeg": "jpg" };
const TRIES = [["image/png"], ["image/webp", 0.85], ["image/jpeg", 0.85], ["image/jpeg", 0.7]];
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const isPicture = (file) => Boolean(file?.type.startsWith("image/"));
const within = (value, least, most) => Math.round(Math.min(Math.max(value, least), Math.max(least, most)));

export function ready(form) {
  if (form.dataset.ready) return;
  form.dataset.ready = "1";
  const find = (selector) => form.querySelector(selector);
  const desk = find("[data-desk]"), canvas = find("canvas"), input = find("[type=file]"), said = find("[data-said]");
  const boxes = [...form.querySelectorAll("[data-area]")];
  const seen = canvas.getContext("2d");
  let base, name, area, drawn, acts = []; // acts はもとの画素で覚え、戻すときは描き直す

  const view = () => acts.findLast((act) => act.crop)?.crop ?? { x: 0, y: 0, w: base.width, h: base.height };

  function paint(on, scale) {
    const { x, y, w, h } = view();
    on.canvas.width = Math.max(1, Math.round(w * scale));
    on.canvas.height = Math.max(1, Math.round(h * scale));
    on.setTransform(scale, 0, 0, scale, -x * scale, -y * scale);
    on.imageSmoothingQuality = "high";
    on.fillStyle = "#fff";
    on.fillRect(x, y, w, h);
    on.drawImage(base, 0, 0);
    on.fillStyle = on.strokeStyle = "#5b6275";
    on.lineCap = on.lineJoin = "round";
    for (const { cover, line, width } of acts) {
      if (cover) on.fillRect(cover.x, cover.y, cover.w, cover.h);
      if (!line) continue;
      on.lineWidth = width;
      on.beginPath();
      for (const [across, down] of [line[0], ...line]) on.lineTo(across, down);
      on.stroke();
    }
  }

  function show() {
    const { x, y, w } = view();
    paint(seen, 1);
    seen.strokeStyle = getComputedStyle(canvas).color;
    seen.lineWidth = Math.max(2, w / 300);
    seen.setLineDash([w / 60, w / 90]);
    seen.strokeRect(area.x, area.y, area.w, area.h);
    seen.setLineDash([]);
    for (const box of boxes) box.value = Math.round(area[box.dataset.area] - ({ x, y }[box.dataset.area] ?? 0));
  }

  function choose({ x, y, w, h }) {
    const all = view();
    area = { w: within(w, 1, all.w), h: within(h, 1, all.h) };
    area.x = within(x, all.x, all.x + all.w - area.w);
    area.y = within(y, all.y, all.y + all.h - area.h);
    show();
  }

  function middle() {
    const { x, y, w, h } = view();
    choose({ x: x + w / 4, y: y + h / 4, w: w / 2, h: h / 2 });
  }

  async function take(file) {
    input.value = "";
    try {
      base = await createImageBitmap(file);
      const part = HELD / Math.max(base.width, base.height);
      if (part < 1) base = await createImageBitmap(base, { resizeWidth: Math.round(base.width * part), resizeQuality: "high" });
    } catch {
      leave();
      desk.hidden = false;
      canvas.hidden = true;
      said.textContent = form.dataset.broken;
      return;
    }
    acts = [];
    name = file.name && file.name !== "image.png" ? file.name.replace(/\.[^.]*$/, "") : form.dataset.named;
    desk.hidden = canvas.hidden = input.required = false;
    middle();
    said.textContent = form.dataset.waits;
    canvas.focus();
  }

  function leave() {
    base = null;
    acts = [];
    desk.hidden = input.required = true;
  }

  function work({ pic: kind, words }) {
    if (kind === "leave") { leave(); input.focus(); return; }
    if (kind === "undo") acts.pop(); else acts.push({ [kind]: area });
    if (kind === "cover") show(); else middle();
    said.textContent = words;
  }

  async function encoded() {
    const { w, h } = view(), out = document.createElement("canvas").getContext("2d");
    for (let scale = Math.min(1, LONGEST / Math.max(w, h)); ; scale *= 0.8) {
      paint(out, scale);
      for (const [type, quality] of TRIES) {
        const blob = await new Promise((done) => out.canvas.toBlob(done, type, quality));
        if (blob?.type === type && blob.size <= LARGEST) return new File([blob], `${name}.${ENDINGS[type]}`, { type });
      }
    }
  }

  input.addEventListener("change", () => {
    if (isPicture(input.files[0])) take(input.files[0]);
    else if (base) leave();
  });
  const stop = new AbortController();
  document.addEventListener("paste", (event) => {
    if (!form.isConnected) { stop.abort(); return; }
    const file = [...event.clipboardData.files].find(isPicture);
    const writes = event.target.closest?.("input, textarea") && event.clipboardData.types.includes("text/plain"); // Excel の表は字として
    if (!file || writes || event.defaultPrevented) return;
    event.preventDefault();
    take(file);
  }, { signal: stop.signal });

  function place({ clientX, clientY }) {
    const frame = canvas.getBoundingClientRect(), { x, y, w, h } = view();
    return [within(x + ((clientX - frame.left) / frame.width) * w, x, x + w), within(y + ((clientY - frame.top) / frame.height) * h, y, y + h)];
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    canvas.setPointerCapture(event.pointerId);
    const first = place(event);
    drawn = form.elements.tool.value === "pen" ? { line: [first], width: Math.max(14, view().w / 40) } : { first };
    if (drawn.line) acts.push(drawn);
    show();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawn) return;
    const [x, y] = place(event);
    if (drawn.line) { drawn.line.push([x, y]); show(); return; }
    const [fromX, fromY] = drawn.first;
    choose({ x: Math.min(x, fromX), y: Math.min(y, fromY), w: Math.abs(x - fromX), h: Math.abs(y - fromY) });
  });
  for (const kind of ["pointerup", "pointercancel"]) canvas.addEventListener(kind, () => { drawn = null; });
  canvas.addEventListener("keydown", (event) => {
    const [across, down] = ARROWS[event.key] ?? [];
    if (across === undefined || event.isComposing) return;
    event.preventDefault();
    const far = Math.max(1, Math.round(view().w / 50)), { x, y, w, h } = area;
    choose(event.shiftKey ? { x, y, w: w + across * far, h: h + down * far } : { x: x + across * far, y: y + down * far, w, h });
  });
  desk.addEventListener("keydown", (event) => {
    if (!base || !(event.ctrlKey || event.metaKey) || event.key !== "z" || event.target.matches("[data-area]")) return;
    event.preventDefault();
    event.stopPropagation(); // 並びの「元に戻す」と取り合わない
    work(find("[data-pic=undo]").dataset);
  });
  for (const box of boxes) box.addEventListener("change", () => {
    const { x, y } = view(), [left, top, w, h] = boxes.map((each) => Number(each.value.normalize("NFKC")) || 0);
    choose({ x: x + left, y: y + top, w, h });
  });
  desk.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-pic]");
    if (button && base) work(button.dataset);
  });

  let encoding = false;
  document.addEventListener("submit", async (event) => { // htmx と urakata.js より先に
    if (event.target !== form || !base) return;
    event.preventDefault();
    event.stopPropagation();
    if (encoding) return;
    encoding = true;
    const given = new DataTransfer();
    given.items.add(await encoded());
    input.files = given.files;
    leave();
    encoding = false;
    form.requestSubmit();
  }, { capture: true, signal: stop.signal });
}
