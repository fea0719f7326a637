"""見出しの言葉: what people call the columns of a table, by what the column says about the steps; kana as they fold."""

from collections.abc import Mapping

from urakata.formats.documents.values import Field

HEADINGS: Mapping[Field, str] = {
    Field.NUMBER: """
        no 番号 no. 項番 順番 順 連番 通番 手順番号 手順no 工程番号 工程no step # № 順序 id
    """,
    Field.SECTION: """
        区分 大項目 中項目 大分類 中分類 分類 カテゴリ カテゴリー フェーズ 段階 大工程 種別 業務区分 グループ 章
        category phase 業務 業務名
    """,
    Field.TITLE: """
        工程 作業 手順 やること すること 項目 たすく 内容 作業内容 作業名 作業項目 業務内容 手順名 工程名
        たすく名 実施内容 実施事項 対応内容 対応事項 処理 処理内容 チェック項目 確認項目 小項目 小分類 小工程
        件名 具体的内容 品名 品目 備品 備品名 task tasks todo title what item action name 仕事 やる事 実施項目
        準備項目 手続き 手続 手続名 必要な手続き
    """,
    Field.WHO: """
        担当 だれ 誰 担当者 担当者名 担当部署 部署 部門 主担当 主担当者 実施者 実施担当 作業者 作業担当
        作業担当者 責任者 who owner assignee pic 担当課 担当部門 主管 主管部署 役割
    """,
    Field.DUE: """
        期限 いつ 締切 締め切り 〆切 日 タイミング 期日 日程 実施日程 実施時期 時期 納期 スケジュール 日付
        完了期限 対応期限 提出期限 予定日 完了予定日 due duedate deadline when いつまで いつまでに 期限日
        実施予定日 実施日
    """,
    Field.MINUTES: """
        時間 目安 所要 所要時間 目安時間 作業時間 標準時間 工数 かかる時間 所要時間の目安 time duration minutes
    """,
    Field.CHECK: """
        確認 チェック 確かめること 確認事項 確認内容 確認ポイント チェックポイント チェック内容 確認点
        確認すること 確認方法 check checks 点検 検証 完了条件 完了基準
    """,
    Field.WHY: """
        なぜ 目的 理由 ねらい 狙い 根拠 背景 why purpose
    """,
    Field.HOW: """
        方法 どう どうやって 手順詳細 詳細 詳細手順 作業手順 作業方法 やり方 具体的な手順 手順内容 説明 how 操作
        操作手順 操作方法 進め方 詳細内容
    """,
    Field.PITFALL: """
        注意 つまずき つまずきやすい所 注意点 注意事項 留意点 留意事項 ポイント コツ よくある間違い
        気をつけること 備考 メモ notes note 特記事項 補足 コメント
    """,
    Field.EVIDENCE: """
        書類 証憑 添付 添付書類 必要書類 根拠の書類 資料 証跡 エビデンス 成果物 提出物 提出書類 帳票 様式
        保管書類 アウトプット
    """,
    Field.PREPARE: """
        準備 用意 用意するもの 準備物 準備するもの 必要なもの 前提 事前準備 持ち物 インプット 使うもの
    """,
    Field.DONE: """
        完了 済 済み 完了日 実施済 チェック欄 確認欄 対応日 完了チェック 進捗 ステータス 状態 状況 実績 実績日
        done status 完了印 印 対応状況 実施状況 レ点 確認印 検印 押印
    """,
    Field.NOTE: """
        確認者 承認者 チェック者 ダブルチェック ダブルチェック者 副担当 副担当者 検算者 条件 いるとき 対象 場所
        使用ツール システム 使用システム 提出先 宛先 連絡先 保管場所 保存先 頻度 リンク url 数量 個数 金額 単価
    """,
}
