// 書きかけ・ファイル・写し・文字を見せる。urakata.js が要るページでだけ読み、差し替えのたびに ready を呼ぶ。

/* --- 書きかけ：送れなかったら戻し、届いたら消す --- */

const PREFIX = "urakata-draft:";
const SECRET = "[type=hidden], [type=password], [type=file], [data-no-draft], [data-no-draft] *";

const keyOf = (form) => `${PREFIX}${document.body.dataset.me ?? ""}:${form.dataset.draft || form.id}:${location.pathname}`;
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !field.matches(SECRET));
const ticked = (field) => field.matches("[type=checkbox], [type=radio]");

function read(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

function write(key, draft) {
  try { localStorage[draft ? "setItem" : "removeItem"](key, JSON.stringify(draft)); } catch { /* 満杯・私的な窓 */ }
}

// 自分が変えた欄だけ：ほかの人が直した欄に古い値を戻さない
function changed(field) {
  if (ticked(field)) return field.checked !== field.defaultChecked;
  return field.matches("select") ? !field.selectedOptions[0]?.defaultSelected : field.value !== field.defaultValue;
}

function save(form, key, sent) {
  if (!form.isConnected) return; // 消えた form の遅れた change
  const fields = fieldsOf(form).filter(changed).map(({ name, value, checked }) => ({ name, value, checked }));
  write(key, fields.length ? { fields, sent } : null);
}

function restore(form, draft) {
  const before = JSON.stringify([...new FormData(form)]);
  for (const field of fieldsOf(form)) {
    const mine = draft.fields.find(({ name, value }) => name === field.name && (!ticked(field) || value === field.value));
    if (mine && ticked(field)) field.checked = mine.checked;
    else if (mine) field.value = mine.value;
  }
  return JSON.stringify([...new FormData(form)]) !== before;
}

// 「戻る」や読み直しで来たなら、まだ届いていないかもしれない
function arrived(draft) {
  const [visit] = performance.getEntriesByType("navigation");
  return draft.sent && visit?.type === "navigate" && document.referrer.startsWith(location.origin);
}

const keys = new WeakMap(); // 差し替わって消えた form でも、届いたら書きかけを消す
document.addEventListener("htmx:afterRequest", ({ detail: { successful, requestConfig } }) => successful && keys.has(requestConfig.elt) && write(keys.get(requestConfig.elt), null));

function keepDraft(form, { say, phrase }) {
  const key = keyOf(form);
  const draft = read(key);
  const refused = form.querySelector("[aria-invalid=true], .errors");
  if (draft && arrived(draft) && !refused) write(key, null);
  else if (draft && restore(form, draft)) say(phrase("restored"));

  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, 300, form, key);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    save(form, key, true);
  });
  keys.set(form, key);
}

/* --- ファイル（data-drop は上限のバイト数）：大きすぎたら送る前に言う --- */

const sizeOf = (bytes) => `${(bytes / 1048576).toFixed(1)} MB`;

function takeFiles(drop, { say, phrase }) {
  const input = drop.querySelector("input[type=file]");
  for (const kind of ["dragover", "dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.toggle("over", kind === "dragover"));
  input.addEventListener("change", () => {
    const large = [...input.files].find((file) => file.size > Number(drop.dataset.drop || Infinity));
    if (!large) return;
    input.value = "";
    say(`${large.name}（${sizeOf(large.size)}）${phrase("tooLarge")}`, "alert");
  });
}

/* --- 写し・文字を見せる --- */

async function copy(button, { say, phrase }) {
  const { copy: what } = button.dataset;
  const source = what.startsWith("#") && document.querySelector(what);
  try {
    await navigator.clipboard.writeText(source ? (source.value ?? source.textContent.trim()) : what);
    say(phrase("copied"));
  } catch { // http の社内では写せない：選ぶところまで
    if (source) getSelection().selectAllChildren(source);
    source?.select?.();
  }
}

const seen = new WeakSet();
const each = (part, selector, prepare) => {
  for (const found of [part, ...part.querySelectorAll(selector)]) {
    if (seen.has(found) || !found.matches?.(selector)) continue;
    seen.add(found);
    prepare(found);
  }
};

export function ready(part, tell) {
  each(part, "form[data-draft]", (form) => keepDraft(form, tell));
  each(part, "[data-drop]", (drop) => takeFiles(drop, tell));
  each(part, "[data-copy]", (button) => button.addEventListener("click", () => copy(button, tell)));
  each(part, "[data-show]", (box) => box.addEventListener("change", () => {
    document.querySelector(box.dataset.show).type = box.checked ? "text" : "password";
  }));
}
