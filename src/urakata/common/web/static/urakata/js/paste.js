// 貼る：Excelの表（text/html）を隠した欄にも入れ、何行何列かをすぐに言う。無くても、文字だけは届く

const LARGEST = 10_000_000;

function size(html) {
  const bare = html.replace(/<style[\s\S]*?<\/style>|\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, ""); // CSP は読むだけの文書にもかかる
  const table = new DOMParser().parseFromString(bare, "text/html").querySelector("table");
  if (!table) return null;
  const columns = [...table.rows].map((row) => [...row.cells].reduce((sum, cell) => sum + cell.colSpan, 0));
  return { rows: table.rows.length, columns: Math.max(0, ...columns) };
}

function lines(text) {
  const found = text.split(/\r?\n/).filter((line) => line.trim());
  const columns = Math.max(0, ...found.map((line) => line.split("\t").length));
  return { rows: found.length, columns };
}

export function ready(form) {
  const text = form.querySelector("[data-paste-into]"), got = form.querySelector("[data-got]");
  const html = form.elements[text.dataset.pasteInto];
  const say = ({ rows, columns }) => {
    const words = columns > 1 ? form.dataset.table : form.dataset.lines;
    got.textContent = rows ? words.replace("{rows}", rows).replace("{columns}", columns) : "";
  };
  text.addEventListener("paste", ({ clipboardData }) => {
    const given = clipboardData?.getData("text/html") ?? "", plain = clipboardData?.getData("text/plain") ?? "";
    const whole = text.selectionStart === 0 && text.selectionEnd === text.value.length; // 書きかけの間に貼ったなら、文字だけ
    html.value = whole && given.length < LARGEST ? given : "";
    setTimeout(() => say((html.value && size(given)) || lines(plain || text.value)));
  });
  text.addEventListener("input", (event) => {
    if (event.inputType === "insertFromPaste") return;
    html.value = ""; // 手で直したら、直した文字を読む
    got.textContent = "";
  });
}
