// 見え方・目隠し・知らせ・キー・htmx のあと始末。なくても画面は使える。文言は data-* で来る。

const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/* --- 見え方：端末に覚え、サーバーには cookie で伝える --- */

function keep(name, value) {
  try { localStorage.setItem(`urakata-${name}`, value); } catch { /* 私的な窓 */ }
  const secure = location.protocol === "https:" ? ";secure" : "";
  document.cookie = `urakata_${name}=${value};path=/;max-age=${value ? 31536000 : 0};samesite=lax${secure}`;
}

function kept(name) {
  try { return localStorage.getItem(`urakata-${name}`) ?? ""; } catch { return ""; }
}

const partOf = (name) => name.replace(/_./, (part) => part[1].toUpperCase()); // veil_after → veilAfter

function wear(name, value) {
  if (value) root.dataset[partOf(name)] = value; else delete root.dataset[partOf(name)];
  for (const button of all(`button[data-look="${name}"][value]`)) button.setAttribute("aria-pressed", String(button.value === value));
  for (const field of all(`input[data-look="${name}"]`)) field.checked = field.value === value;
}

function choose(name, value) {
  wear(name, value);
  keep(name, value);
}

function otherBrightness() {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  return dark ? "light" : "dark";
}

/* --- 目隠し：ほかの窓にも伝わる --- */

function veil(on) {
  root.toggleAttribute("data-veil", on);
  for (const button of all("[data-veil-toggle]")) button.setAttribute("aria-pressed", String(on));
  if (!on && document.querySelector("[data-masked]")) location.reload(); // サーバーが伏せた字はここにない
}

function toggleVeil(on) {
  keep("veil", on ? "1" : "");
  veil(on);
}

let idle;
function veilWhenIdle() {
  clearTimeout(idle);
  const minutes = Number(root.dataset.veilAfter);
  if (minutes) idle = setTimeout(toggleVeil, minutes * 60000, true);
}
for (const kind of ["pointermove", "pointerdown", "keydown", "scroll"]) addEventListener(kind, veilWhenIdle, { passive: true });

/* --- 知らせ：8秒で引く。見ている間は残す --- */

const toasts = document.getElementById("toasts");
const phrase = (name) => toasts?.dataset[name] ?? "";

function say(text, role = "status") {
  const line = Object.assign(document.createElement("p"), { className: "toast", textContent: text, tabIndex: 0 });
  line.setAttribute("role", role);
  toasts?.append(line);
}

function leaveLater(line) {
  setTimeout(() => (line.matches(":hover, :focus") ? leaveLater(line) : line.remove()), 8000);
}

/* --- キー：aria-keyshortcuts の部品を押す。入力中・変換中は何もしない --- */

const TYPING = "input:not([type=checkbox], [type=radio], [type=submit], [type=file]), textarea, select, [contenteditable]";

const buttonsOf = (form) => [...form.elements].filter((part) => part.matches("button:not([type=button])"));

function finish(event) {
  const form = event.target.closest("form");
  const button = (form ? buttonsOf(form) : all("button")).find((found) => found.matches("[data-finish]"));
  if (button) { event.preventDefault(); button.click(); }
}

function moveInList(event) {
  const list = event.target.closest("[data-list]");
  if (!list || event.target.matches("[type=radio]")) return;
  const stops = [...list.children].map((row) => (row.matches("a, button") ? row : row.querySelector("a, button, input")));
  const at = stops.findIndex((stop) => stop?.closest("[data-list] > *").contains(event.target));
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) { event.preventDefault(); next.focus(); }
}

addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented || event.metaKey) return;
  if (event.getModifierState("AltGraph") || document.querySelector("dialog[open]")) return;
  if (event.ctrlKey) { if (event.key === "Enter" && !event.altKey) finish(event); return; }
  if (!event.altKey && event.target.closest(TYPING)) return;
  if (event.key.startsWith("Arrow")) { moveInList(event); return; }
  if (!event.altKey && (event.key.length > 1 || root.dataset.keys === "off")) return;
  const name = event.altKey ? `Alt+${event.code.replace(/^(Digit|Key)/, "")}` : event.key;
  const target = all(`[aria-keyshortcuts~="${CSS.escape(name)}"]`).find((found) => found.checkVisibility());
  if (!target) return;
  event.preventDefault();
  if (target.matches("input")) target.select(); else target.click();
});

/* --- 押す・選ぶ --- */

addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-look], [data-veil-toggle], [data-print], [data-open], [data-close], dialog");
  if (!button) return;
  const { look, open } = button.dataset;
  if (look) choose(look, button.hasAttribute("value") ? button.value : otherBrightness());
  else if (button.matches("[data-veil-toggle]")) toggleVeil(!root.hasAttribute("data-veil"));
  else if (button.matches("[data-print]")) print();
  else if (open) document.getElementById(open).showModal();
  else if (button.matches("[data-close]") || target === button) button.closest("dialog").close(); // 外側でも閉じる
});

addEventListener("change", ({ target }) => {
  if (target.dataset?.look) choose(target.dataset.look, target.type === "checkbox" && !target.checked ? "" : target.value);
});

/* --- 送る：二度押しを止め、0.4秒たったら「送っています」 --- */

function busy(button) {
  button.style.minWidth = `${button.offsetWidth}px`;
  button.dataset.was = button.innerHTML;
  button.textContent = phrase("sending");
  button.setAttribute("aria-busy", "true");
}

function rest(button) {
  button.innerHTML = button.dataset.was;
  delete button.dataset.was;
  button.removeAttribute("aria-busy");
}

const sending = new Map(); // form → 待ち時計

function waitFor(form) {
  const buttons = buttonsOf(form);
  const button = buttons.find((found) => found === document.activeElement) ?? buttons.at(-1);
  sending.set(form, setTimeout(() => button && busy(button), 400));
  setTimeout(settle, 8000, form); // ファイルが返るだけのとき
}

function settle(form) {
  clearTimeout(sending.get(form));
  sending.delete(form);
  all("button[data-was]").filter((button) => button.form === form).forEach(rest);
}

addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog" || event.defaultPrevented) return;
  if (sending.has(form)) event.preventDefault();
  else if (navigator.onLine) waitFor(form);
  else { event.preventDefault(); say(phrase("lost"), "alert"); }
  if (form.matches("[data-forget]")) Object.keys(localStorage).forEach((key) => key.startsWith("urakata-draft:") && localStorage.removeItem(key));
});
addEventListener("pageshow", () => [...sending.keys()].forEach(settle));

/* --- htmx --- */

const on = (kind, act) => document.addEventListener(`htmx:${kind}`, ({ detail }) => act(detail.elt));
const lost = new Set(); // 二度送っても同じになる form（data-retry）だけ送り直す

function cut(elt) {
  const again = elt.matches("form[data-retry]");
  if (again) lost.add(elt);
  say(phrase(again ? "lostRetry" : "lost"), "alert");
}

on("beforeRequest", (elt) => elt.matches("form:not([data-quiet])") && waitFor(elt)); // ひとりでに保存する form はボタンを止めない
document.addEventListener("htmx:afterRequest", ({ detail }) => settle(detail.requestConfig.elt));
on("afterSettle", (part) => {
  (part.querySelector(".errors[tabindex]") ?? part.querySelector("[data-focus]"))?.focus();
  wants(part);
});
on("sendError", cut);
on("timeout", cut);
document.addEventListener("htmx:responseError", ({ detail }) => say(phrase(detail.xhr.status === 401 ? "out" : "failed"), "alert"));
addEventListener("online", () => {
  for (const form of lost) if (form.isConnected) form.requestSubmit();
  lost.clear();
});

// 変換中は htmx に見せない（hx-trigger の条件は eval が要り、CSP に合わない）
addEventListener("input", (event) => {
  if (event.isComposing && event.target.closest("[hx-get], [hx-post]")) event.stopPropagation();
}, true);

/* --- 使うページだけで読む部品 --- */

let forms;
function wants(part) {
  for (const found of part.querySelectorAll("[data-module]")) import(found.dataset.module).then((module) => module.ready(found));
  if (!part.querySelector("form[data-draft], [data-drop], [data-copy], [data-show]")) return;
  forms ??= import(document.body.dataset.forms);
  forms.then((module) => module.ready(part, { say, phrase }));
}

/* --- はじめに --- */

for (const name of ["theme", "font", "size", "keys", "veil_after"]) {
  const worn = root.dataset[partOf(name)] ?? "";
  if (worn || !kept(name)) wear(name, worn);
  else choose(name, kept(name)); // cookie だけ消えたとき
}
if (kept("veil") && !root.hasAttribute("data-veil")) toggleVeil(true);
addEventListener("storage", ({ key, newValue }) => {
  if (key === "urakata-veil") veil(Boolean(newValue));
  else if (key?.startsWith("urakata-") && !key.includes(":")) wear(key.slice(8), newValue);
});
veilWhenIdle();
if (toasts) new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => node.nodeType === 1 && leaveLater(node)))).observe(toasts, { childList: true });
document.querySelector(".errors[tabindex]")?.focus();
wants(document);
