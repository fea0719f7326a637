"""直し方の文: each code as a sentence that says what, where and how to mend it."""

from collections.abc import Callable, Mapping
from typing import Any

from urakata.formats.mistakes import Mistake

# What a key of the file is called in a sentence.
LABELS: Mapping[str, str] = {
    "key": "鍵（key）",
    "title": "題名（title）",
    "steps": "工程（steps）",
    "text": "文（text）",
    "minutes": "分",
    "offset": "日数（offset）",
    "before": "日数（before）",
    "day": "日（day）",
    "business_day": "営業日（business_day）",
    "spot": "回数（spot）",
    "kind": "種類（kind）",
    "every": "周期（every）",
    "unit": "単位（unit）",
    "calendar": "暦（calendar）",
    "clearance": "機密区分（clearance）",
    "role": "役割（role）",
    "per": "単位（per）",
    "place": "場所（place）",
    "anchor": "基準日（anchor）",
    "closed": "休日のとき（closed）",
    "for": "いつの分か（for）",
    "weekday": "曜日（weekday）",
    "from": "起点（from）",
    "on": "日付（on）",
    "check": "見る答え（check）",
    "is": "くらべ方（is）",
    "value": "くらべる値（value）",
    "ask": "尋ねる様式（ask）",
    "personal": "本人だけか（personal）",
    "label": "文（text）",
    "help": "添え書き（help）",
    "default": "はじめの値（default）",
    "reply": "返事の目安（reply）",
}
_FILES = {
    "excel": "Excelなどのファイル",
    "pdf": "PDF",
    "picture": "写真や絵",
    "binary": "文字のないファイル",
}
_CADENCE_DAYS = {
    "day": "day: 25",
    "weekday": "weekday: monday",
    "business_day": "business_day: 3",
    "last_business_day": "last_business_day: true",
    "month_day": 'month_day: "03-31"',
    "anchor": "anchor: payday",
}
_CHECK_KINDS = {"tick": "確かめる", "choice": "選ぶ", "file": "ファイル", "number": "数", "text": "文", "date": "日付"}

_VALUES = {
    "number": "100000 のような数で書きます",
    "date": "2027-03-31 の形で書きます",
    "tick": "true か false で書きます",
    "text": "文で書きます",
    "choice": "{known} のどれかで書きます",
}

Params = Mapping[str, Any]


def sentence(mistake: Mistake) -> str:
    """文にする: 「12行目 steps[2].minutes：分は1〜4800の数で書きます（いまは「たくさん」）。」"""
    say = SENTENCES.get(mistake.code, mistake.code)
    label = mistake.path.rsplit(".", 1)[-1].split("[")[0]
    params = {"label": LABELS.get(label, label or "この値")} | mistake.params
    body = say if isinstance(say, str) else say(params)
    place = where(mistake)
    return f"{place}：{body}" if place else body


def where(mistake: Mistake) -> str:
    """場所: 「12行目 steps[2].minutes（工程 compare）」, "" for the whole file."""
    line = f"{mistake.line}行目" if mistake.line else ""
    step = f"（工程 {mistake.params['step']}）" if mistake.params.get("step") else ""
    return f"{line} {mistake.path}{step}".strip()


def _words(params: Params) -> str:
    return "、".join(params["known"])


def _one_of(params: Params) -> str:
    return f"{_words(params)} {'とだけ' if len(params['known']) == 1 else 'のどれかで'}"


def _near(params: Params) -> str:
    return f"「{params['nearest']}」のことでしょうか。" if params.get("nearest") else ""


def _now(params: Params) -> str:
    return f"（いまは「{params['now']}」）" if params.get("now") else "（いまは空です）"


def _ring(params: Params) -> str:
    return "→".join([*params["keys"], params["keys"][0]])


def _or_known(params: Params, otherwise: str) -> str:
    return _near(params) or (f"{otherwise}{_words(params)}" if params.get("known") else "")


SENTENCES: Mapping[str, str | Callable[[Params], str]] = {
    # the file
    "empty": "中身がありません。書いたファイルを選び直してください。",
    "too_big": lambda p: f"大きすぎます。{p['megabytes']:g}MBまで読めます。分けて取り込んでください。",
    "not_text_file": lambda p: f"{_FILES[p['kind']]}のようです。文字だけのファイル（UTF-8）で保存し直してください。",
    "unknown_encoding": "文字コードが分かりません。UTF-8で保存し直してください。",
    # YAML
    "not_yaml": "書き方が崩れています。字下げ、かっことかぎの閉じ忘れ、コロンのあとの空白を確かめてください。",
    "many_documents": "「---」で分けた2つ目があります。1つのファイルに手順を1つ書きます。",
    "too_deep": "入れ子が深すぎます。字下げを確かめてください。",
    "alias": '「*」の参照は使えません。同じ内容をそのまま書いてください。「*」で始まる文は " で囲みます。',
    "anchor": '「&」の目印は使えません。内容をそのまま書いてください。「&」で始まる文は " で囲みます。',
    "tag": '「!」の型は使えません。値だけを書いてください。「!」で始まる文は " で囲みます。',
    "merge_key": "「<<」の取り込みは使えません。内容をそのまま書いてください。",
    "duplicate_key": lambda p: f"「{p['key']}」が2回あります。1つにまとめてください。",
    "complex_key": "名前が長すぎるか、名前になっていません。コロンの前は短い1語にしてください。",
    "control_character": "見えない文字が入っています。消して書き直してください。",
    # values
    "not_mapping": lambda p: f"「名前: 値」の形で書きます{_now(p)}。",
    "not_list": lambda p: f"「- 」で始まる行を並べて書きます{_now(p)}。",
    "not_text": lambda p: f"{p['label']}は文で書きます{_now(p)}。",
    "too_long": lambda p: f"{p['label']}は{p['longest']}字までです（いまは{p['length']}字）。分けて書いてください。",
    "not_number": lambda p: f"{p['label']}は{p['low']}〜{p['high']}の数で書きます{_now(p)}。",
    "not_truth": lambda p: f"{p['label']}は true か false で書きます{_now(p)}。",
    "not_day": lambda p: f"{p['label']}は 2026-10-27 の形で書きます{_now(p)}。",
    "not_month_day": lambda p: f'{p["label"]}は "03-31" の形で書きます{_now(p)}。',
    "unknown_word": lambda p: f"{p['label']}は {_one_of(p)}書きます{_now(p)}。{_near(p)}",
    "not_address": lambda p: f"出典は https:// で始まる番地で書きます{_now(p)}。",
    "condition_unreadable": lambda p: (
        f"当てはまる条件の「{p['found']}」の所を読めません。employees >= 50 and kind == corporation のように書きます。"
    ),
    "condition_key": lambda p: f"会社のことに「{p['found']}」という項目はありません。書けるのは {_words(p)} です。",
    "unknown_key": lambda p: f"「{p['key']}」という項目はありません。{_or_known(p, '書けるのは ')}",
    "unknown_rule": lambda p: f"「{p['id']}」という締切はありません。規則のファイルの id を確かめてください。",
    "rule_of_rules": lambda p: (
        f"「{p['id']}」は、ほかの締切から日を借りています。日を数える締切の id を書いてください。"
    ),
    "missing": lambda p: f"{LABELS.get(p['key'], p['key'])}がありません。書き足してください。",
    "bad_key": lambda p: f"鍵は半角の英数字と - _ で64字まで書きます{_now(p)}。",
    "bad_step_key": lambda p: f"鍵は文字と数字と - _ で64字まで、空白と点を入れずに書きます{_now(p)}。",
    "who_one": lambda p: f"だれ（who）は {_words(p)} のどれか1つで書きます。例 {{role: office}}",
    "cadence_day": lambda p: (
        f"いつ来るかを1つだけ書きます（いまは{len(p['said'])}つ）。"
        f"例 {'、'.join(_CADENCE_DAYS[day] for day in p['known'])}"
    ),
    "cadence_fit": lambda p: f"every: {p['every']} のときは {_words(p)} のどれかで書きます（いまは「{p['said']}」）。",
    # what fits together
    "no_steps": "工程（steps）がありません。1つ以上書いてください。",
    "duplicate_step": lambda p: f"工程の鍵「{p['key']}」が2回あります。どちらかを変えてください。",
    "duplicate_check": lambda p: f"確かめることの鍵「{p['key']}」がこの工程に2回あります。どちらかを変えてください。",
    "unknown_need": lambda p: f"先にする工程「{p['key']}」がありません。{_near(p)}鍵（key）を確かめてください。",
    "circle": lambda p: f"先にする工程が輪になっています（{_ring(p)}）。どれか1つの needs を外してください。",
    "due_unknown_step": lambda p: f"起点の工程「{p['key']}」がありません。{_near(p)}鍵（key）を確かめてください。",
    "due_circle": lambda p: f"期限の起点が輪になっています（{_ring(p)}）。どれか1つを anchor にしてください。",
    "gate_of_missing": "目隠しの関所は、もう一度入れる数字を of に書きます。例 {kind: blind, of: gross}",
    "gate_of_unknown": lambda p: (
        f"もう一度入れる「{p['key']}」が、この工程にも前の工程にもありません。{_near(p)}checks の鍵を確かめてください。"
    ),
    "gate_of_kind": lambda p: (
        f"「{p['key']}」は{_CHECK_KINDS[p['kind']]}だけの確認です。"
        "目隠しには number、text、date のどれかを選んでください。"
    ),
    "gate_of_unused": lambda p: f"of は kind: blind のときに書きます（いまは「{p['kind']}」）。",
    "gate_holds_need": lambda p: (
        f"関所は後ろの工程「{p['key']}」を待たせるので、ここから先へ進めません。"
        f"「{p['key']}」を前に移すか、needs から外してください。"
    ),
    # conditions
    "when_unknown_step": lambda p: f"条件が見る工程「{p['key']}」がありません。{_near(p)}鍵（key）を確かめてください。",
    "when_unknown_check": lambda p: (
        f"条件が見る答え「{p['key']}」が、前の工程にありません。{_or_known(p, '見られるのは ')}"
    ),
    "when_not_before": lambda p: (
        f"条件が見る工程「{p['key']}」は、この工程より前にありません。条件は前の工程の答えを見ます。"
    ),
    "when_file": lambda p: (
        f"「{p['key']}」はファイルだけの確認で、くらべられません。"
        "number、choice、tick、text、date のどれかを選んでください。"
    ),
    "when_comparison": lambda p: f"{_CHECK_KINDS[p['kind']]}の答えは、= か != でくらべます。",
    "when_value": lambda p: (
        f"くらべる値（value）は、{_VALUES[p['kind']].format(known='、'.join(p['choices']))}（いまは「{p['now']}」）。"
    ),
    "when_circle": lambda p: (
        f"条件の答えを待つ工程が輪になっています（{_ring(p)}）。when か needs のどれか1つを外してください。"
    ),
    "then_alone": "then は when と一緒に書きます。when の条件に当たるときだけ、その工程へ進みます。",
    "then_unknown": lambda p: f"進む先の工程「{p['key']}」がありません。{_near(p)}鍵（key）を確かめてください。",
    "then_not_after": lambda p: f"進む先の工程「{p['key']}」は、この工程より後ろに置いてください。",
    "choices_missing": "選ぶ確認には choices を2つ以上書きます。例 choices: [あり, なし]",
    "choices_unused": lambda p: f"choices は kind: choice のときに書きます（いまは「{p['kind']}」）。",
    "personal_number": lambda p: (
        f"マイナンバーはここに書き残せません（「{p['text']}」）。"
        "kind: tick にして「受け取った」「確かめた」「廃棄した」を確かめる形にしてください。"
    ),
    "personal_alone": "personal は ask と一緒に書きます。本人の答えをだれが見てよいかを言う言葉です。",
    # forms
    "no_fields": "質問（fields）がありません。1つ以上、5つまで書いてください。",
    "too_many_fields": lambda p: (
        f"質問は{p['most']}つまでです（いまは{p['count']}つ）。いま要るものだけに絞ってください。"
    ),
    "duplicate_field": lambda p: f"質問の鍵「{p['key']}」が2回あります。どちらかを変えてください。",
    "default_unfit": lambda p: (
        f"はじめの値（default）は {_words(p)} のどれかで書きます{_now(p)}。"
        if p["known"]
        else f"はじめの値（default）は、ファイルの質問には書けません{_now(p)}。外してください。"
    ),
    "personal_number_asked": lambda p: (
        f"マイナンバーは様式で尋ねません（「{p['text']}」）。"
        "kind: choice にして choices: [渡した, これから渡す] のように、渡したかどうかだけを尋ねてください。"
    ),
    # tables
    "too_many_cells": lambda p: f"表が大きすぎます。{p['most']:,}マスまで読めます。分けて取り込んでください。",
    "unclosed_quote": lambda p: f'{p["column"]}列目の " が閉じていません。閉じるか、外してください。',
    "too_many_rows": lambda p: (
        f"表が長すぎます。{p['most']:,}行まで読めます（いまは{p['now']:,}行）。業務ごとに分けて取り込んでください。"
    ),
    "too_many_columns": lambda p: (
        f"列が多すぎます。{p['most']:,}列まで読めます（いまは{p['now']:,}列）。使う列だけを残して取り込んでください。"
    ),
    # Excel and documents
    "old_excel": (
        "古い形式のExcel（.xls）のようです。Excelで開き、「名前を付けて保存」で「Excelブック（.xlsx）」にしてください。"
    ),
    "old_word": (
        "古い形式のWord（.doc）のようです。Wordで開き、「名前を付けて保存」で「Word文書（.docx）」にしてください。"
    ),
    "other_office": (
        "ExcelでもWordでもないファイルのようです。表は.xlsx、文書は.docxに、「名前を付けて保存」で直してください。"
    ),
    "other_document": "この文書（.odtなど）は読めません。「名前を付けて保存」で「Word文書（.docx）」にしてください。",
    "locked_file": (
        "パスワードがかかっています。開いてパスワードを外し、「名前を付けて保存」で保存し直したものを選んでください。"
    ),
    "broken_file": "ファイルが壊れているようです。一度開き、「名前を付けて保存」で保存し直したものを選んでください。",
    "not_office_file": (
        "名前はExcelやWordですが、中身が違います。元のファイルを開き、「名前を付けて保存」で.xlsxか.docxにしてください。"
    ),
    "just_a_zip": "まとめたファイル（ZIP）のようです。開いて、中のファイルを1つずつ選んでください。",
    "unpacks_too_big": lambda p: (
        f"開くと大きすぎます。中身が{p['megabytes']:g}MBまで読めます。写真を外し、使う表だけにして保存し直してください。"
    ),
    "too_long_document": lambda p: (
        f"文書が長すぎます。{p['most']:,}段落まで読めます。業務ごとに分けて取り込んでください。"
    ),
    "no_cells": "表に何も書かれていません。中身のあるシートのファイルを選んでください。",
    "no_steps_found": (
        "工程になる行が見つかりません。することを1行に1つずつ書いた表か箇条書きにして、貼り直してください。"
    ),
    # checklists
    "no_boxes": "確かめる四角が見つかりません。行の頭に「- [ ] 」と書いてください。例 - [ ] 名刺を渡す",
    "too_many_boxes": lambda p: f"四角が多すぎます。{p['most']:,}個まで読めます。分けて取り込んでください。",
    # boxes left out of a checklist
    "box_without_text": "四角のあとに文がありません。",
    "box_in_a_table": "表の中の四角は読みません。箇条書きにしてください。",
    "box_within_a_line": "行の途中の四角は読みません。行の頭に移してください。",
    "box_in_an_open_comment": "閉じていないコメント（<!--）の中にあります。",
    "box_too_deep": "入れ子が深すぎます。字下げを減らしてください。",
}
