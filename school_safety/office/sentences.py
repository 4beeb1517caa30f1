"""What is wrong with a roster, said to a clerk: what, and how to mend it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from school_safety.schools.roster.rows import Problem

# code -> sentence; the facts of a problem fill the placeholders.
PROBLEMS: dict[str, Promise] = {
    # the whole file
    "absent": _("找不到这个文件或文件夹。请检查路径。"),
    "empty": _("这个文件是空的。请重新导出后再上传。"),
    "file_large": _("文件超过 {limit} MB。请按年级拆成几份再导入。"),
    "not_zip": _(
        "这个文件打不开：后缀是表格或压缩包，内容却不是。请用 Excel 另存为 .xlsx 后再试。"
    ),
    "zip_damaged": _("压缩包已损坏，读不完整。请重新导出。"),
    "zip_many": _("压缩包里有 {count} 个文件，太多了。请只放花名册的文件。"),
    "zip_bomb": _("压缩包展开后大得不正常，为安全起见没有打开。请重新导出。"),
    "zip_unknown": _(
        "压缩包里没有 OneRoster 的 users.csv 和 orgs.csv。学校自己的表格请直接上传，不要压缩。"
    ),
    "folder_unknown": _("文件夹里没有 OneRoster 的 CSV 文件。"),
    "password": _("文件有密码，读不了。请去掉密码另存一份。"),
    "macro": _("文件里带有宏，为安全起见没有打开。请另存为不带宏的 .xlsx。"),
    "xml_odd": _("文件里有不该出现的内容，为安全起见没有打开。请用 Excel 或 WPS 另存为 .xlsx。"),
    "other_kind": _("这不是表格文件。请上传 .xlsx、.csv 或 OneRoster 压缩包。"),
    "workbook_damaged": _("表格文件已损坏，读不出来。请用 Excel 或 WPS 打开后另存为 .xlsx。"),
    "rows_many": _("表里有 {count} 行，最多能读 {limit} 行。请删掉名单下面的空行后再试。"),
    "columns_many": _("列数或格子太多，最多能读 {limit} 列。请只保留名单的列。"),
    "sheets_many": _("工作表太多，最多 {limit} 张。"),
    "cell_long": _("这一行有一个格子特别长，可能是引号没有成对。请检查后再试。"),
    "csv_broken": _("从这一行起读不下去，可能是引号没有成对。请检查后再试。"),
    "encoding": _("从这一行起文字编码读不出来。请另存为 UTF-8 或 GBK 编码。"),
    "too_heavy": _("文件太复杂，没有读完，已经停下。请只保留名单再试。"),
    "check_stopped": _("检查到一半停了，名册没有变化。请再传一次。"),
    "no_header": _("没有找到表头。请让其中一行写明“姓名”和“班级”等列名。"),
    "no_rows": _("有表头，但下面没有学生。"),
    "no_students": _("文件里没有角色为 student 的人。"),
    "nothing_changed": _("这份增量文件里没有学生的变化。"),
    "file_missing": _("OneRoster 压缩包里缺少这个文件。"),
    "column_missing": _("缺少必需的列 {column}。"),
    "school_needed": _("不知道是哪所学校。请指明一所，例如：{codes}。"),
    "school_not_in_file": _("文件里没有学校 {code}，只有：{names}。请核对学校代码。"),
    "districts_mixed": _("文件里的学校分属不同的区。请按区分开导入。"),
    # one row
    "name_missing": _("缺少姓名。"),
    "name_long": _("姓名超过 60 个字。"),
    "name_odd": _("“{value}”不像姓名：只能有文字、间隔号和空格。"),
    "sex_odd": _("性别“{value}”看不懂。请写“男”或“女”，不清楚可以留空。"),
    "boarding_odd": _("“{value}”看不懂。请写“住校”或“走读”，不清楚可以留空。"),
    "born_unreadable": _("出生日期“{value}”看不懂。请写成 2016-03-05。"),
    "born_unlikely": _("出生日期“{value}”不像在校学生。请核对年份。"),
    "id_as_number": _("证件号被存成了数字，末尾几位已经丢失。请把这一列设为文本后重新填写。"),
    "id_check": _("证件号的校验位不对。请核对 18 位数字。"),
    "id_odd": _("证件号的格式不对。没有可以留空。"),
    "grade_odd": _("年级“{value}”看不懂。请写成“三年级”或“初一”。"),
    "class_odd": _("班级“{value}”看不懂。请写成“三年级2班”，或加一列“年级”。"),
    "class_missing": _("缺少班级。请加一列“班级”，或让工作表的名字就是班级。"),
    "class_grade_differ": _("班级“{value}”和年级那一列对不上。"),
    "guardian_name_long": _("家长姓名超过 60 个字。"),
    "guardian_name_odd": _("家长姓名“{value}”不像姓名。"),
    "guardian_name_missing": _("缺少家长姓名。"),
    "phone_odd": _("电话“{value}”不对。手机应为 11 位，座机请带区号。没有可以留空。"),
    "authority_odd": _("监护权“{value}”看不懂。请写：全部、部分、无、法院限制。"),
    "student_twice": _("和第 {row} 行是同一个学生。请删掉一行；若只是同名，请补上学号或出生日期。"),
    "identity_conflict": _("学号和证件号指向两个不同的学生。请核对。"),
    "number_taken": _("学号 {value} 已经属于另一名学生。请核对。"),
    "school_differs": _("这一行写的学校是“{value}”，不是正在导入的学校。"),
    "sourced_missing": _("缺少 sourcedId。"),
    "sourced_twice": _("sourcedId“{value}”和第 {row} 行重复。"),
    "user_unknown": _("users.csv 里没有“{value}”。"),
    "class_unknown": _("classes.csv 里没有“{value}”。"),
    "school_unknown": _("orgs.csv 里没有“{value}”这所学校。"),
}
NOTES: dict[str, Promise] = {
    "sheet_hidden": _("工作表“{sheet}”是隐藏的，没有读。要读就先取消隐藏。"),
    "formulas_empty": _("有 {count} 个公式没有算出结果，读作空格。请在 Excel 里打开、保存后再传。"),
    "sheet_skipped": _("工作表“{sheet}”没有表头，没有读。"),
    "seat_numbers": _("学号在各班重复，当作座号，没有记。"),
    "no_homeroom": _("{count} 名学生没有行政班，先不分班。"),
    "identifier_twice": _("{count} 名学生的 identifier 重复，没有记作学号。"),
    "past_year": _("文件里的选课都已结束，按原班级读入。"),
    "other_schools": _("{count} 名学生属于文件里的其他学校，没有读。"),
}


def reason(problem: Problem) -> str:
    """The sentence for one problem, in the reader's language."""
    sentence = PROBLEMS.get(problem.code)
    if sentence is None:
        return problem.code
    return str(sentence).format_map(_Facts(problem.facts))


def note(code: str, facts: dict[str, str]) -> str:
    """The sentence for something that was noticed and is no error."""
    return str(NOTES.get(code, code)).format_map(_Facts(facts))


class _Facts(dict):
    """Missing facts stay empty instead of failing."""

    def __missing__(self, key: str) -> str:
        return ""
