// 書きながら：Enterで書きとめ、送れたら空け、写真を小さくし、差し替わっても開いていた所と手もとを保つ。無くても送れる

const LONGEST = 1600, HEAVY = 400 * 1024;

/* --- 変換中のEnterは変換のもの。送れないときのEnterは、次の行のはじまり --- */

function writeOnEnter(field) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.altKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (!field.value.trim()) return;
    field.form.requestSubmit();
    if (!navigator.onLine && !field.value.endsWith("\n")) field.setRangeText("\n", field.value.length, field.value.length, "end");
  });
}

/* --- 写真：大きければ端末の上で小さくしてから送る --- */

async function lighten(input) {
  const [file] = input.files;
  if (!file || input.files.length > 1 || file.size <= HEAVY || !/^image\/(jpeg|png|webp)$/.test(file.type)) return;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.8 });
    if (blob.size >= file.size || input.files[0] !== file) return;
    const lighter = new DataTransfer();
    lighter.items.add(new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }));
    input.files = lighter.files;
    named(input);
  } catch { /* 読めない絵はそのまま送る */ }
}

function named(input) {
  const name = input.closest("label")?.querySelector(".rec-name");
  if (name) name.textContent = input.files[0]?.name ?? "";
}

/* --- 保存したあとは、いまの値がもとの値 --- */

function settle(form) {
  for (const field of form.elements) {
    if (field.matches("select")) for (const option of field.options) option.defaultSelected = option.selected;
    else if (field.matches("[type=checkbox]")) field.defaultChecked = field.checked;
    else if (!field.matches("[type=hidden], button")) field.defaultValue = field.value;
  }
}

const newSheet = (form) => { form.elements.once.value = crypto.getRandomValues(new Uint32Array(2)).join("-").slice(0, 20); };

function sent(form) {
  if (form.matches(".rec-write")) {
    form.reset();
    newSheet(form);
    named(form.elements.photo);
    const field = form.querySelector("textarea");
    field.value = field.defaultValue = "";
    field.focus();
    form.scrollIntoView({ block: "nearest" });
  } else if (form.matches(".rec-form")) settle(form);
}

export function ready(part) {
  if (part.dataset.ready) return;
  part.dataset.ready = "1";
  const field = part.querySelector(".rec-write textarea");
  if (field) { writeOnEnter(field); newSheet(field.form); }
  part.addEventListener("change", ({ target }) => {
    if (!target.matches("[type=file]")) return;
    named(target);
    lighten(target);
  });

  let open = [], focused = "";
  part.addEventListener("htmx:beforeSwap", () => {
    open = [...part.querySelectorAll("details[open][id]")].map(({ id }) => id);
    focused = part.contains(document.activeElement) ? document.activeElement.id : "";
  });
  part.addEventListener("htmx:afterRequest", ({ detail: { successful, requestConfig } }) => successful && sent(requestConfig.elt));
  document.addEventListener("htmx:afterSettle", () => {
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    const before = focused && document.getElementById(focused);
    if (before && document.activeElement === document.body) before.focus();
    open = [];
  });
}
