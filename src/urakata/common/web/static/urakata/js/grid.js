// 人と工程の表：印の数、まとめて選ぶ、Shiftで続けて選ぶ、上下の矢印で人を移る。無くても送れる

const ticks = (table) => [...table.querySelectorAll("tbody .tick")];
let last = null;

function count(part) {
  const bar = part.querySelector("[data-ticked]");
  if (!bar) return;
  const chosen = ticks(part).filter((tick) => tick.checked).length;
  bar.textContent = chosen ? `${chosen}${bar.dataset.some}` : bar.dataset.none;
}

export function ready(part) {
  const table = part.querySelector(".pg");
  if (!table || table.dataset.ready) return;
  table.dataset.ready = "1";
  table.addEventListener("click", ({ target, shiftKey }) => {
    if (!target.matches("tbody .tick")) return;
    const all = ticks(table), from = all.indexOf(last), to = all.indexOf(target);
    if (shiftKey && from >= 0) for (const each of all.slice(Math.min(from, to), Math.max(from, to) + 1)) each.checked = target.checked;
    last = target;
  });
  part.addEventListener("change", ({ target }) => {
    if (target.matches("[data-tick-all]")) for (const each of ticks(table)) each.checked = target.checked;
    count(part);
  });
  table.addEventListener("keydown", (event) => {
    const row = event.target.closest("tbody tr");
    if (!row || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    const all = [...table.querySelectorAll("tbody tr:not(.g)")], column = event.target.closest("th, td").cellIndex;
    const next = all[all.indexOf(row) + (event.key === "ArrowDown" ? 1 : -1)]?.cells[column]?.querySelector("a, input");
    if (next) { event.preventDefault(); next.focus(); }
  });
  count(part);
}
