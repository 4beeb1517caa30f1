"""What importing a questionnaire found, said to the person who sent it: what, where, how to mend."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from surveys.rules.interchange.parsed import Place, Remark

# The whole file cannot be read.
FILE: dict[str, Promise] = {
    "absent": _("找不到这个文件。请检查路径。"),
    "empty": _("这个文件是空的。请重新导出后再上传。"),
    "file_large": _("文件超过 {limit} kB，不像一份问卷。请重新导出。"),
    "format_unknown": _(
        "看不出这是哪种问卷文件。可以用 FHIR 的 JSON、XLSForm 表格、REDCap 数据字典或本系统的 TOML。"
    ),
    "xml_kind": _("这是 XML。FHIR 问卷请存成 JSON 再导入。"),
    "not_questionnaire": _("这个 JSON 不是 FHIR 的 Questionnaire，而是“{kind}”。"),
    "encoding": _("第 {row} 行起文字编码读不出来。请存成 UTF-8。"),
    "json_broken": _("JSON 不完整或写错了（第 {row} 行附近）。请重新导出。"),
    "json_deep": _("层层嵌套超过 {limit} 层，没有读。"),
    "json_large": _("JSON 里的内容太多，不像一份问卷，没有读。"),
    "json_number": _("JSON 里有“{number}”，这不是数。请改成真正的数。"),
    "json_twice": _("JSON 里同一处有两个“{key}”，不知道该信哪一个。请只留一个。"),
    "toml_broken": _("TOML 写错了：{reason}。"),
    "toml_key": _("TOML 里缺少“{key}”。"),
    "form_bad": _("这份问卷自己对不上：{reason}。"),
    "too_heavy": _("文件太复杂，没有读完，已经停下。"),
    "unexpected": _("这个文件的内容不合格式，没有读下去（{kind}）。"),
    "sheet_absent": _("工作簿里没有名为 survey 的工作表，只有：{sheets}。"),
    "table_zip_damaged": _("表格文件已损坏，读不完整。请重新导出。"),
    "table_zip_many": _("文件里有 {count} 个部分，太多了。请另存为 .xlsx 后再试。"),
    "table_zip_bomb": _("文件展开后大得不正常，为安全起见没有打开。请重新导出。"),
    "table_zip_unknown": _("这个压缩包不是表格。请直接上传 .xlsx。"),
    "table_password": _("文件有密码，读不了。请去掉密码另存一份。"),
    "table_macro": _("文件里带有宏，为安全起见没有打开。请另存为不带宏的 .xlsx。"),
    "table_xml_odd": _(
        "文件里有不该出现的内容，为安全起见没有打开。请用 Excel 或 WPS 另存为 .xlsx。"
    ),
    "table_other_kind": _("这不是问卷文件。请上传 JSON、.xlsx、.xls、.csv 或 .toml。"),
    "table_not_zip": _("后缀是表格，内容却不是。请用 Excel 另存为 .xlsx 后再试。"),
    "table_workbook_damaged": _("表格文件已损坏，读不出来。请用 Excel 或 WPS 打开后另存为 .xlsx。"),
    "table_rows_many": _("表里的行太多，最多能读 {limit} 行。"),
    "table_columns_many": _("列数或格子太多，最多能读 {limit} 列。"),
    "table_sheets_many": _("工作表太多，最多 {limit} 张。"),
    "table_cell_long": _("这一行有一个格子特别长，可能是引号没有成对。请检查后再试。"),
    "table_csv_broken": _("从这一行起读不下去，可能是引号没有成对。请检查后再试。"),
    "table_encoding": _("从这一行起文字编码读不出来。请另存为 UTF-8 或 GBK 编码。"),
    "table_too_heavy": _("文件太复杂，没有读完，已经停下。"),
}

# One thing in it cannot be represented faithfully.
CONTENT: dict[str, Promise] = {
    "modifier": _("带有会改变含义的扩展（modifierExtension 或 implicitRules），不能照原样表示。"),
    "elsewhere": _("内容要到别处去取（{url}）。本系统不联网取问卷，请把它放进文件里。"),
    "valueset_unresolved": _(
        "选项在文件外面的“{valueset}”里。请把这个选项集放进文件（contained）。"
    ),
    "item_deep": _("题目嵌套超过 {limit} 层。"),
    "link_absent": _("这一题没有名字（linkId 或 name）。"),
    "link_twice": _("“{link}”出现了两次。每一题要有自己的名字。"),
    "name_long": _("“{link}”的名字超过 {limit} 个字符。请改短。"),
    "text_absent": _("“{link}”没有题目文字。"),
    "options_few": _("“{link}”不到两个选项。"),
    "options_count": _("选项有 {count} 个，不在 2 到 40 个之间。"),
    "option_twice": _("选项“{option}”出现了两次。"),
    "option_kind": _("第 {option} 个选项的类型不能表示。"),
    "choice_nameless": _("选项表“{list}”里有一行没有代码（name）。"),
    "choices_shape": _("选项“{part}”看不懂。请写成“0, 从不 | 1, 有时”。"),
    "column_twice": _("“{column}”这一列出现了两次。请只留一列。"),
    "list_absent": _("choices 工作表里没有选项表“{list}”。"),
    "list_outside": _("“{kind}”的选项在表外或随回答变化，不能照原样表示。"),
    "group_open": _("begin 和 end 没有成对。"),
    "repeat_group": _("“{link}”在会重复的一组里，答几遍就有几份，不能算成一个分。"),
    "repeats_scored": _("“{link}”可以选好几项又要计分。这里一题只记一个回答。"),
    "open_scored": _("“{link}”可以自己填别的答案，填的内容没有分值，不能计分。"),
    "number_scored": _("“{link}”是填写的数，又要计分。请改成有分值的选项。"),
    "questions_many": _("题目超过 {limit} 道。"),
    "scales_many": _("分量表超过 {limit} 个。"),
    "no_question": _("文件里没有一道可以选择回答的题。"),
    "weight_odd": _("分值“{weight}”不是一个数，或同一个选项有两个分值。"),
    "weight_partial": _("“{item}”只有一部分选项有分值。请补齐。"),
    "weight_fraction": _("“{item}”有分值 {weight}。计分的分值要是整数，而且不能太大。"),
    "weights_conflict": _("“{item}”在两个算式里分值不同，不能只存一个。"),
    "when_kind": _(
        "“{link}”的显示条件不能照原样表示。能表示的只有一种：前面一题的回答让后面所有的题都不用答。"
    ),
    "when_loop": _("“{link}”的显示条件绕成了圈。"),
    "when_unknown": _("“{link}”的显示条件提到了没有的题“{question}”。"),
    "formula_long": _("算式超过 {limit} 个字符。"),
    "formula_unread": _("算式“{name}”用了这里不认得的写法，无法核对。"),
    "formula_slow": _("算式“{name}”太绕，一次就要算半秒以上，没有核对。请写得简单些。"),
    "formula_unequal": _("算式“{name}”不是各题分值的和或平均，用 50 组随机回答核对不一致。"),
    "formula_constant": _("算式“{name}”另外加了一个常数，不能算到哪一题上。"),
    "formula_gap": _("算式“{name}”在全部答完时也得不出数。"),
    "formula_silent": _("算式“{name}”不管怎么答都是同一个结果，选项也没有分值。请补上分值。"),
    "formula_many": _("算式“{name}”得出了好几个数。"),
    "sheet_row": _("scoring 工作表里的“{reason}”看不懂或对不上。"),
    "cut_unsourced": _("界值“{rule}”没有写明人群、判断依据和出处。没有出处的界值不能用。"),
    "own_broken": _("本系统自己的记录（extension 或 scoring 表）被改坏了。请重新导出。"),
}

# It is read, and a person should know.
WARNINGS: dict[str, Promise] = {
    "untranslated": _("缺少一种语言（{language}），先借用了另一种。发布以前请补上。"),
    "display_left": _("说明文字“{link}”不是题目，没有带过来。"),
    "open_left": _("“{link}”是填空（{kind}），不计分，没有带过来。"),
    "many_left": _("“{link}”可以选好几项，不计分，没有带过来。"),
    "other_left": _("“{link}”的“其他，请写明”没有带过来，其余选项在。"),
    "initial_left": _("“{link}”预先选好的答案没有带过来：每一题都由学生自己选。"),
    "column_left": _("“{column}”这一列在这里不起作用。"),
    "link_renamed": _("“{link}”太长，改名为“{name}”。"),
    "missing_code": _(
        "选项“{label}”（{option}）表示没有回答，不算分值，已经去掉；不答就是不答。题：{items}"
    ),
    "weights_gap": _("分值不连续：{weights}。请和原量表核对。题：{items}"),
    "range_differs": _("算出的最高分是 {found}，文件里写的是 {declared}。请核对分值。"),
    "no_formula": _("文件没有写怎么算总分。这里把所有有分值的题相加，全部答完才有总分。"),
    "nothing_scored": _("没有一题有分值，这份问卷不会得出分数。"),
    "no_total": _("文件只有分量表，没有总分。这里的总分是所有计分题之和。"),
    "formula_text": _("算式“{name}”得出的是文字，没有带过来。"),
    "formula_derived": _("算式“{name}”只由总分决定（等级或换算），没有带过来。界值请另外填写。"),
    "formula_whole": _("算式“{name}”对没答的题另有算法，可这些题都必须答，就按全部答完来算。"),
    "formula_left": _("算式“{name}”与选择题无关或看不懂，没有带过来。"),
    "formula_deaf": _(
        "算式“{name}”照字面取不到任何回答（题在分组里），所以没有用它：改为把所有有分值的题相加。"
    ),
    "forms_many": _("数据字典里有好几张表（{forms}），这里合成了一份问卷。"),
}
SENTENCES: Mapping[str, Promise] = {**FILE, **CONTENT, **WARNINGS}

MISSING: Mapping[str, Promise] = {
    "zero": _("没有答的题算 0 分。"),
    "all_required": _("全部答完才有总分；没有答完时给出可能的范围。"),
    "prorate": _("缺得不多时，用答了的题的平均补上。"),
    "bounds": _("没有答的题可能算也可能不算，给出范围。"),
}


def sentence(remark: Remark) -> str:
    """The sentence of one remark, in the reader's language."""
    said = SENTENCES.get(remark.code)
    text = str(said) if said is not None else remark.code
    return text.format_map(_Facts(remark.facts))


class _Facts(dict[str, str]):
    """A fact that is lacking leaves its name, never an error."""

    def __missing__(self, key: str) -> str:
        return "…"


def spoken(remark: Remark, file: str) -> dict[str, Any]:
    """One remark as the command prints it."""
    return {
        "file": file,
        "sheet": remark.place.sheet,
        "row": remark.place.row,
        "column": remark.place.column,
        "path": remark.place.path,
        "code": remark.code,
        "reason": sentence(remark),
    }


def where(place: Place) -> str:
    """The place as people say it."""
    row = _now("第 {row} 行").format(row=place.row) if place.row else ""
    return " · ".join(filter(None, [place.sheet, row, place.column, place.path]))
