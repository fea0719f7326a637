// 会社のこと：頁を離れるとき、書きかけの答えも届け、記録の一行にする。なくても、次の段へ進めば同じになる。

export function ready(form) {
  let gone = false;
  form.addEventListener("submit", ({ submitter }) => { gone = ["next", "leave"].includes(submitter?.name); });
  addEventListener("pagehide", () => {
    if (gone || !form.isConnected) return;
    gone = true;
    const answers = new FormData(form);
    answers.append("leave", "1");
    navigator.sendBeacon(form.action, answers);
  });
}
