// 並びを書く：Enter で次、Tab で段、Alt+↑↓ で入れ替え、つまんで動かす。変換中は何もしない。無くても送れる

const HIGHER = { check: "step", step: "heading" }, LOWER = { heading: "step", step: "check" };
const BESIDE = ":scope > :is(.m, .tag, .faint, .avatar, .st)";
const names = new WeakMap(); // 並びごとの、送ったときの行
const sentAs = new WeakMap(); // カードの欄ごとの、送ったときの値

const rowOf = (part) => part?.closest?.(".ol > li");
const textOf = (row) => row.querySelector(".t");
const kindOf = (row) => row.dataset.kind;
const keyOf = (row) => row.dataset.key;

function setKind(row, kind) {
  row.classList.replace(kindOf(row), kind);
  row.dataset.kind = kind;
  row.querySelector("[name=kind]").value = kind;
}

const tell = (row, text) => row?.append(Object.assign(document.createElement("p"), { className: "why-not", textContent: text, role: "status" }));

function setKey(row, key) {
  row.dataset.key = key;
  row.querySelector("[name=key]").value = key;
}

const random = (mark) => mark + [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => (byte % 36).toString(36)).join("");

function blank(list, kind, text = "") {
  const row = list.querySelector(".new").cloneNode(true);
  row.classList.remove("new");
  setKind(row, kind);
  setKey(row, { step: random("s-"), check: random("+.c-"), heading: random("#"), branch: random("?") }[kind]);
  const field = textOf(row);
  field.removeAttribute("placeholder");
  field.value = field.defaultValue = text;
  return row;
}

/* --- 欄：まだ届いていない文と、よそで変わった文 --- */

const fieldsOf = (form) => [...form.elements].filter((field) => field.name && field.type !== "hidden");
const valueOf = (field) => (/^(radio|checkbox)$/.test(field.type) ? String(field.checked) : field.value);

function firstOf(field) {
  if (/^(radio|checkbox)$/.test(field.type)) return String(field.defaultChecked);
  if (field.tagName !== "SELECT") return field.defaultValue;
  return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? "";
}

const isKept = (field) => valueOf(field) === (sentAs.get(field) ?? firstOf(field));

function put(field, now) {
  if (/^(radio|checkbox)$/.test(field.type)) field.checked = field.defaultChecked = now.checked;
  else if (field.tagName === "SELECT") field.replaceChildren(...now.cloneNode(true).childNodes);
  else field.value = field.defaultValue = now.value;
  sentAs.set(field, valueOf(field));
}

// 並びや別の窓で変わったことを、開いているカードにも。書いている欄には触らない
function refresh(form, now) {
  const checks = form.querySelector(".ck-ed"), nowChecks = now.querySelector(".ck-ed");
  const isSame = (one, other) => [...one.querySelectorAll("[name]")].map(valueOf).join() === [...other.querySelectorAll("[name]")].map(valueOf).join();
  const isFree = checks && !checks.contains(document.activeElement) && fieldsOf(form).every((field) => !checks.contains(field) || isKept(field));
  if (isFree && !isSame(checks, nowChecks)) checks.replaceChildren(...nowChecks.cloneNode(true).childNodes);
  const nowChosen = (field) => fieldsOf(now).find((each) => each.name === field.name && (each.type !== "radio" && each.type !== "checkbox" || each.value === field.value));
  for (const field of fieldsOf(form)) {
    const other = !checks?.contains(field) && field !== document.activeElement && isKept(field) && nowChosen(field);
    if (other && valueOf(other) !== valueOf(field)) put(field, other);
  }
}

// 一つの工程とその下の段、前の「もし」と見出しは別々に動く
function groupOf(row) {
  if (kindOf(row) === "check" || kindOf(row) === "heading") return [row];
  const group = [row];
  const above = row.previousElementSibling;
  if (kindOf(row) === "step" && above && kindOf(above) === "branch") group.unshift(above);
  let last = row;
  if (kindOf(row) === "branch" && row.nextElementSibling && kindOf(row.nextElementSibling) === "step") group.push((last = row.nextElementSibling));
  for (let next = last.nextElementSibling; next && kindOf(next) === "check"; next = next.nextElementSibling) group.push(next);
  return group;
}

export function ready(part) {
  if (part.dataset.ready) return;
  part.dataset.ready = "1";
  const { htmx } = window;
  const list = () => part.querySelector("#ed-rows");
  const form = () => part.querySelector("#f-rows");
  const rows = () => [...list().children];
  let timer, picking, dirty = false, free = false, last = null;

  function keep(wait) {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(() => htmx.trigger(form(), "keep"), wait);
  }

  const asks = () => ["f-card", "f-head"].map((id) => document.getElementById(id)).filter(Boolean);
  const unkept = () => [...(dirty ? [form()] : []), ...asks().filter((each) => !fieldsOf(each).every(isKept))];
  const onTheWay = () => [form(), ...asks()].some((each) => each.matches(".htmx-request"));

  const isRefused = () => Boolean(part.querySelector(":is(#card-says, #head-says) .errors, #ed-says > .late"));

  // 送っていない文をすべて届けてから、次のことをする
  async function flush() {
    for (let n = 0; n < 4 && (unkept().length || onTheWay()); n++) {
      clearTimeout(timer);
      for (const each of unkept()) if (each === form()) htmx.trigger(each, "keep"); else each.requestSubmit();
      while (onTheWay()) await new Promise((done) => setTimeout(done, 50));
      if (isRefused()) break;
    }
    return !unkept().length && !isRefused();
  }

  function after(event, next) {
    if (!unkept().length && !onTheWay()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    flush().then(next);
  }

  document.addEventListener("submit", (event) => {
    const { id } = event.target;
    if (["f-pub", "f-undo", "f-redo", "f-merge"].includes(id)) after(event, (all) => all && document.getElementById(id)?.requestSubmit());
  }, true);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const stays = !link || link.target || link.download || link.origin !== location.origin || link.pathname === location.pathname;
    if (!stays && !event.ctrlKey && !event.metaKey && !event.shiftKey) after(event, () => location.assign(link.href));
  }, true);

  function number() {
    let n = 0;
    for (const row of rows()) if (!row.matches(".new")) textOf(row).setAttribute("aria-label", part.dataset[kindOf(row)].replace("%", () => (kindOf(row) === "step" ? ++n : "")));
  }

  function focus(row, atEnd = false) {
    const field = row && textOf(row);
    field?.focus();
    if (atEnd) field?.setSelectionRange(field.value.length, field.value.length);
  }

  function added(row, kind, text) {
    const made = blank(list(), kind, text);
    (row.matches(".new") ? row.before(made) : row.after(made));
    return made;
  }

  function settleNew(row) { // 末尾の空き行に書きはじめたら、ふつうの行にして、次の空き行を置く
    if (!row.matches(".new")) return;
    const next = row.cloneNode(true);
    textOf(next).value = textOf(next).defaultValue = "";
    row.after(next);
    row.classList.remove("new");
    textOf(row).removeAttribute("placeholder");
    setKey(row, random("s-"));
    number();
  }

  function level(row, kind) {
    if (!kind || row.matches(".new")) return;
    setKind(row, kind);
    number();
    keep(150);
  }

  function move(row, by) {
    const group = groupOf(row);
    const next = by < 0 ? group[0].previousElementSibling : group.at(-1).nextElementSibling;
    if (!next || next.matches(".new")) return;
    const field = document.activeElement, at = field.selectionStart;
    let other = [next];
    if (kindOf(row) === "step" || kindOf(row) === "branch") {
      let head = next;
      while (by < 0 && kindOf(head) === "check" && head.previousElementSibling) head = head.previousElementSibling;
      other = groupOf(head);
    }
    if (by < 0) other[0].before(...group); else other.at(-1).after(...group);
    if (group.some((each) => each.contains(field))) { field.focus(); field.setSelectionRange?.(at, at); }
    number();
    keep(150);
  }

  function remove(row) {
    if (row.matches(".new")) return;
    const above = row.previousElementSibling ?? row.nextElementSibling;
    row.remove();
    number();
    focus(above, true);
    keep(150);
  }

  function pick(row, wait = 300) { // まだ届いていない行にカードはない
    clearTimeout(picking);
    while (row && kindOf(row) === "check") row = row.previousElementSibling;
    const key = row && kindOf(row) === "step" && row.querySelector(".m") && keyOf(row);
    if (key && !row.matches(".sel")) picking = setTimeout(show, wait, key);
  }

  function show(key) {
    for (const row of rows()) row.classList.toggle("sel", keyOf(row) === key);
    for (const field of part.querySelectorAll("#ed-state [name=step]")) field.value = key;
    for (const box of part.querySelectorAll("#ed-flow svg a")) {
      const chosen = new URLSearchParams(box.getAttribute("href").split("#")[0]).get("step") === key;
      box.firstElementChild.classList.toggle("sel", chosen);
      if (chosen) box.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    return htmx.ajax("GET", `${part.dataset.edit}?step=${encodeURIComponent(key)}`, { target: "#card", swap: "outerHTML" });
  }

  /* --- 書く --- */

  part.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const undoes = (event.ctrlKey || event.metaKey) && !event.altKey && ["z", "y"].includes(event.key.toLowerCase());
    if (undoes && (event.target.value ?? "") === (event.target.defaultValue ?? "") && !dirty) {
      const back = event.key.toLowerCase() === "z" && !event.shiftKey;
      event.preventDefault();
      part.querySelector(back ? "#f-undo" : "#f-redo")?.requestSubmit();
      return;
    }
    if (event.key === "Escape" && event.target.closest("#card")) { focus(last?.isConnected ? last : rows()[0]); return; }
    const row = rowOf(event.target);
    if (!row || !event.target.matches(".t")) return;
    const field = event.target, { key, shiftKey, altKey, ctrlKey } = event;
    if (key === "Escape") { free = true; return; }
    const is = (...kinds) => kinds.includes(key);
    let done = true;
    if (is("Enter") && altKey) part.querySelector("#card #f1")?.focus();
    else if (is("Enter") && !shiftKey && !ctrlKey) enter(row, field);
    else if (is("Tab") && !free && !ctrlKey && !altKey && !row.matches(".new")) level(row, (shiftKey ? HIGHER : LOWER)[kindOf(row)]);
    else if (is("ArrowUp", "ArrowDown") && altKey) move(row, key === "ArrowUp" ? -1 : 1);
    else if (is("ArrowUp", "ArrowDown") && !field.value.includes("\n")) focus(key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling);
    else if (is("Backspace") && !field.value && !row.matches(".new")) remove(row);
    else done = false;
    free = false;
    if (done) event.preventDefault();
  });

  function enter(row, field) {
    if (row.matches(".new")) return;
    if (!field.value.trim() && kindOf(row) === "check") { level(row, "step"); return; }
    const rest = field.value.slice(field.selectionEnd), begun = field.value.slice(0, field.selectionStart);
    const splits = rest.trim() && begun.trim();
    if (splits) field.value = begun.trim();
    focus(added(row, kindOf(row) === "check" ? "check" : "step", splits ? rest.trim() : ""));
    number();
    keep(150);
  }

  function written({ target, isComposing }) { // 変換中の input はここまで来ない：確定したときに
    const row = rowOf(target);
    if (!row || !target.matches(".t")) return;
    if (target.value.trim()) settleNew(row);
    if (!isComposing && target.value.includes("\n")) { // 電話の鍵盤は、確定の Enter を改行で送る
      const at = target.value.indexOf("\n");
      target.value = target.value.replace(/\s*\n\s*/g, "");
      target.setSelectionRange(at, at);
      if (target.value) enter(row, target);
    }
    keep(800);
  }
  part.addEventListener("input", written);
  part.addEventListener("compositionend", written);

  part.addEventListener("paste", (event) => {
    const row = rowOf(event.target);
    const lines = event.clipboardData?.getData("text/plain").split(/\r?\n/).filter((line) => line.trim()) ?? [];
    if (!row || !event.target.matches(".t") || lines.length < 2) return;
    event.preventDefault();
    if (rows().length + lines.length > Number(part.dataset.most)) { tell(row, part.dataset.tooMany); return; }
    settleNew(row);
    let at = row;
    for (const line of lines) {
      const text = line.trim().replace(/^(?:[-*・•]|\d+[.)．、])\s*/, "");
      const kind = /^[\t ]/.test(line) ? "check" : "step";
      if (at === row && !textOf(row).value) { textOf(row).value = text; continue; }
      at = added(at, kind, text);
    }
    number();
    focus(at, true);
    keep(150);
  });

  part.addEventListener("focusin", ({ target }) => {
    const row = rowOf(target);
    if (!row) return;
    last = row;
    const radio = row.querySelector("[name=at]");
    if (radio) radio.checked = true;
    pick(row);
  });

  part.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="?step="]');
    if (link && !link.matches("[hx-get]") && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      show(new URLSearchParams(link.getAttribute("href").split("#")[0]).get("step")).then(() => part.querySelector("#cd-h")?.focus());
      return;
    }
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches("[data-more]")) { event.preventDefault(); more(part.querySelector(button.dataset.more)); return; }
    const act = button.matches("[form=f-rows], [data-do]") ? button.value || button.dataset.do || "add" : "";
    if (!act) return;
    event.preventDefault();
    const row = last?.isConnected ? last : list().lastElementChild;
    if (act === "add") { focus(added(row, "step")); number(); }
    else if (act === "branch") focus(row.matches(".new") ? row : added(row, "branch", "もし〈〉なら"), false);
    else if (act === "remove") remove(row);
    else if (act === "in" || act === "out") { level(row, (act === "in" ? LOWER : HIGHER)[kindOf(row)]); focus(row); }
    else { move(row, act === "up" ? -1 : 1); focus(row); }
  });

  function more(checks) {
    const made = checks.lastElementChild.cloneNode(true);
    for (const field of made.querySelectorAll("input")) field.value = "";
    for (const each of made.querySelectorAll("[id], [for]")) for (const name of ["id", "htmlFor"]) if (each[name]) each[name] += "x";
    checks.append(made);
    made.querySelector("[name=check_text]").focus();
  }

  /* --- つまんで動かす --- */

  part.addEventListener("pointerdown", (event) => {
    const row = event.target.closest(".ol .n") && rowOf(event.target);
    if (!row || row.matches(".new") || event.button) return;
    const begun = event.clientY;
    let target = null;
    const over = ({ clientX, clientY }) => {
      if (Math.abs(clientY - begun) < 6 && !target) return;
      row.classList.add("mv");
      const under = rowOf(document.elementFromPoint(clientX, clientY));
      if (under && list().contains(under) && !groupOf(row).includes(under)) {
        target?.classList.remove("drop");
        target = under;
        target.classList.add("drop");
      }
    };
    const end = () => {
      removeEventListener("pointermove", over);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      row.classList.remove("mv");
      if (!target) return;
      target.classList.remove("drop");
      const group = groupOf(row);
      if (target.matches(".new") || begun > target.getBoundingClientRect().top) target.before(...group);
      else (kindOf(row) === "check" ? target : groupOf(target).at(-1)).after(...group);
      number();
      keep(150);
    };
    addEventListener("pointermove", over);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  });

  /* --- 届いた：鍵と番号を合わせる。書いている行には触らない --- */

  part.addEventListener("htmx:beforeRequest", ({ target }) => {
    if (target.id === "f-rows") { names.set(part, rows()); dirty = false; }
    if (asks().includes(target)) for (const field of fieldsOf(target)) sentAs.set(field, valueOf(field));
  });
  const isHere = (form) => { // 届かなかった文と読めなかった欄は、まだ手もとにだけある
    if (form.id === "f-rows") dirty = true;
    if (asks().includes(form)) for (const field of fieldsOf(form)) sentAs.delete(field);
  };
  for (const kind of ["sendError", "timeout", "responseError"]) part.addEventListener(`htmx:${kind}`, ({ target }) => isHere(target));
  part.addEventListener("htmx:beforeSwap", ({ detail: { xhr, requestConfig } }) => xhr.status === 422 && isHere(requestConfig.elt));

  part.addEventListener("htmx:afterSwap", ({ target }) => { // 戻したあとも、書いていた行から
    if (target !== part || document.activeElement !== document.body) return;
    number();
    if (last) focus(rows().find((row) => keyOf(row) === keyOf(last)) ?? rows()[0]);
  });

  part.addEventListener("htmx:oobAfterSwap", ({ target: patch }) => { // 差し替わった部品の数だけ来る
    if (!patch.matches("#ed-patch[data-kept]")) return;
    const kept = JSON.parse(patch.dataset.kept), sent = names.get(part) ?? [];
    delete patch.dataset.kept;
    if (kept.keys) sent.forEach((row, n) => kept.keys[n] && setKey(row, kept.keys[n]));
    reconcile(new Map([...patch.children].map((row) => [keyOf(row), row])), kept.order, new Set(sent));
    for (const row of list().querySelectorAll(".why-not")) row.remove();
    const said = (n) => rows().find((row) => kept.keys[n] && keyOf(row) === kept.keys[n]) ?? sent[n];
    for (const [n, text] of Object.entries(kept.problems ?? {})) tell(said(n), text);
    patch.replaceChildren();
    number();
    follow(kept.order);
  });

  function follow(order) { // カードと手順のことも、いまの下書きに
    const key = document.querySelector("#f-card > [name=step]")?.value;
    const now = document.getElementById("ed-now")?.content;
    for (const each of asks()) {
      const other = now?.querySelector(`#${each.id}`);
      if (other && (each.id !== "f-card" || other.querySelector("[name=step]").value === key)) refresh(each, other);
    }
    now?.replaceChildren();
    if (order.includes(key)) for (const field of part.querySelectorAll("#ed-state [name=step]")) field.value = key;
    else if (key || order.length) show(part.querySelector("#ed-state [name=step]").value);
  }

  function reconcile(fresh, order, sent) {
    const here = new Map(rows().map((row) => [keyOf(row), row]));
    const held = rowOf(document.activeElement);
    for (const row of rows()) {
      const gone = !fresh.has(keyOf(row)) && sent.has(row) && row !== held && !row.matches(".new") && !row.querySelector(".why-not");
      if (gone && (textOf(row).value === "" || kindOf(row) === "branch")) row.remove();
    }
    let above = null;
    for (const key of order) {
      const old = here.get(key), now = fresh.get(key);
      const row = !old ? now : old === held || unsaved(old) ? dressed(old, now) : same(old, now) ? old : (old.replaceWith(now), now);
      if (!old || (above ? !precedes(above, row) : false)) place(row, above, held);
      above = row;
    }
  }

  const unsaved = (row) => textOf(row).value !== textOf(row).defaultValue && dirty;
  const precedes = (above, row) => Boolean(above.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING);
  const same = (old, now) => kindOf(old) === kindOf(now) && textOf(old).value === textOf(now).value && old.querySelector(".m")?.textContent === now.querySelector(".m")?.textContent && old.className === now.className && old.querySelectorAll(BESIDE).length === now.querySelectorAll(BESIDE).length;

  function place(row, above, held) {
    if (row === held) return;
    if (above) above.after(row); else list().prepend(row);
  }

  function dressed(row, now) { // 文はそのまま、まわりだけ
    if (!dirty) setKind(row, kindOf(now));
    textOf(row).defaultValue = textOf(now).value;
    for (const each of row.querySelectorAll(BESIDE)) each.remove();
    for (const each of now.querySelectorAll(BESIDE)) row.append(each.cloneNode(true));
    row.classList.toggle("gate", now.matches(".gate"));
    return row;
  }

  addEventListener("beforeunload", (event) => { if (unkept().length) { flush(); event.preventDefault(); } });
}
