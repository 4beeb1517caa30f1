"""One sentence per verb, in plain words: what the matrix lets somebody do, as a mother would read it.

A sentence leaves out who and where: the matrix says that, and the page and the drawing add it.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .choices import Scope
from .permissions import Permission as P


@dataclass(frozen=True)
class Area:
    """Verbs that belong together."""

    title: Promise
    sentences: dict[P, Promise]


GROUND = Area(
    _("账号、名册和同事"),
    {
        P.SIGNED_IN: _("用自己的账号：设置、通知、退出登录"),
        P.ROSTER_READ: _("看学生的姓名和班级"),
        P.ROSTER_CHANGE: _("在名册里改正一名学生"),
        P.IMPORT_READ: _("看导入过的花名册和它们带来的变化"),
        P.IMPORT_CHANGE: _("导入花名册、撤销一次导入"),
        P.STRUCTURE_READ: _("看学校、班级和人数，没有姓名"),
        P.ENTRY_CODE_PRINT: _("打印家长的登录码"),
        P.GUARDIAN_READ: _("看孩子的家长是谁、怎么联系"),
        P.PEOPLE_READ: _("看同事和他们的角色"),
        P.PEOPLE_CHANGE: _("给和结束同事的角色、停用账号，有的要两个人一起定"),
        P.PEOPLE_WELCOME: _("为新同事建账号、打印激活信"),
        P.ROLE_CONFIRM: _("做第二个人：确认一个角色，或者一次验证重置"),
        P.GRANT_READ: _("看谁被允许打开孩子的记录、凭什么、到几时"),
        P.AUDIT_READ: _("看谁在什么时候做了哪一件事，没有内容"),
        P.CONDUCT_READ: _("看谁打开过求助记录"),
        P.DISTRICT_SET: _("定本区自己的规定，例如谁同意才算"),
        P.OUTBOX_READ: _("看消息送到没有，不看为了什么"),
        P.PLATFORM_RUN: _("看系统运行得怎样，没有任何人的资料"),
    },
)
TEACH = Area(
    _("上课和来信"),
    {
        P.LESSON_WRITE: _("写课和信的草稿"),
        P.LESSON_REVIEW: _("发布草稿，或者退回"),
        P.PROGRAMME_READ: _("看学期的专题活动"),
        P.PROGRAMME_WRITE: _("排专题活动、讲座和宣传，分给年级"),
        P.DELIVERY_WRITE: _("记下一节课上过了"),
        P.DELIVERY_READ: _("看哪些班上过课"),
        P.QUIZ_RUN: _("课前课后问全班几道小题，只看全班的数"),
        P.QUIZ_FIGURES: _("看发布的数：各班一共多懂了多少"),
        P.LETTER_SEND: _("把审过的信发给家庭"),
        P.LETTER_COUNT: _("看多少家庭回复了"),
        P.LETTER_FOLLOW: _("看班里哪些家庭还没有回复"),
        P.BOOK_READ: _("取走每月封签的回执册，里面没有名字，也没有回复"),
        P.LETTER_READ: _("看发给自家的信"),
        P.LETTER_SIGN: _("回复和签名"),
        P.CONSENT_READ: _("看家庭同意了什么、没有同意什么"),
        P.CONSENT_ANSWER: _("决定同意还是不同意，随时可以撤回"),
        P.CONSENT_ENTER: _("录入纸上的答复"),
    },
)
ASK = Area(
    _("问卷"),
    {
        P.INSTRUMENT_READ: _("看问卷的题目"),
        P.INSTRUMENT_CHANGE: _("写问卷或导入问卷，写明版权，回答哪些题要当天联系"),
        P.INSTRUMENT_PUBLISH: _("做第二个人：同意一份导入的问卷可以使用"),
        P.WAVE_READ: _("看问卷安排在什么时候、哪些班"),
        P.WAVE_PLAN: _("安排和开始一次问卷"),
        P.WAVE_APPROVE: _("做第二个人：同意一次问卷开始"),
        P.SLIP_PRINT: _("打印和补发答题条"),
        P.PAPER_KEY: _("录入纸质问卷：只看到码，看不到是谁的"),
        P.PROCTOR: _("看谁交了、谁还没有，别的都看不到"),
        P.SCREENING_ANSWER: _("答自己的问卷"),
        P.RESPONSE_READ: _("看学生的回答和分数"),
        P.SIGNAL_READ: _("看谁在等第一次谈话"),
    },
)
HELP = Area(
    _("帮助"),
    {
        P.CONCERN_WRITE: _("把担心的事告诉辅导老师，之后只知道收到了"),
        P.TALK_ASK: _("说一声想找老师聊聊"),
        P.CONCERN_READ: _("看别人写来的担心"),
        P.CASE_READ: _("看个案"),
        P.CASE_WRITE: _("在个案里写"),
        P.CASE_EXPORT: _("交出一份个案材料：写明给谁、为什么，别人的名字隐去，带水印"),
        P.CASE_OVERSEE: _("分派个案、同意结案"),
        P.NOTE_READ: _("看谈话记录的内容"),
        P.TASK_READ: _("看请自己帮忙的事，不写原因"),
        P.CHECK_ANSWER: _("每周点三下，说说这周怎么样"),
        P.FAMILY_ANSWER: _("答复家访和家庭约定"),
        P.PLAN_FAMILY_READ: _("看支持方案里给家庭的部分"),
        P.ACCESS_SLIP_ASK: _("申请调阅单：在一段时间里看一份不在自己手上的个案"),
        P.ACCESS_SLIP_DECIDE: _("决定一张调阅单，也可以提前收回；自己的不能自己决定"),
        P.ACCESS_SLIP_SECOND: _("别的学校的负责人自己申请时，替那所学校决定"),
        P.ACCESS_SLIP_REGISTER: _("看谁得到过调阅单，没有学生，也没有内容"),
        P.LOOKED_READ: _("看哪一天、什么身份的人看过记录"),
        P.SAFETY_RAISE: _("发起紧急安全事件：有人现在有危险"),
        P.SAFETY_ANSWER: _("接下一次紧急呼叫"),
        P.SAFETY_WRITE: _("看和写自己参与的紧急联系单"),
        P.SAFETY_NAMES: _("看紧急安全事件里是哪位学生、谁在陪，没有来由"),
        P.SAFETY_TIMES: _("看紧急安全事件的编号、时间和需要，没有姓名"),
        P.MANDATORY_OPEN: _("写下一件依法要报告的事"),
        P.MANDATORY_WRITE: _("看本校依法要报告的事，记下向谁报告了"),
        P.MANDATORY_DECIDE: _("有人认为不用报告时，做第二位来看的人"),
        P.MANDATORY_READ: _("看已经依法报告的事"),
        P.ROTA_READ: _("看值班表"),
        P.ROTA_WRITE: _("排值班表、组织演练"),
        P.REFERRAL_WRITE: _("写转介、征求家庭同意、发出和撤回"),
        P.REFERRAL_READ: _("看转介"),
        P.REFERRAL_FAMILY: _("看转介，决定同不同意"),
        P.REFERRAL_PREVIEW: _("先看不带身份的转介，接收或者不接收"),
        P.REFERRAL_RECEIVE: _("看已接收的转介材料，写回进展"),
        P.PROVIDER_READ: _("看服务机构的名录"),
        P.PROVIDER_OWN: _("更新自己机构的等候时间"),
        P.PROVIDER_CHANGE: _("维护服务机构的名录"),
    },
)
READ = Area(
    _("数字"),
    {
        P.FIGURES_SCHOOL: _("看学校的工作走到哪一步，只有数字"),
        P.FIGURES_DISTRICT: _("看已发布的汇总，少于 10 人的不显示"),
        P.FIGURES_PUBLISH: _("定稿并发布汇总"),
    },
)
AREAS = (HELP, ASK, TEACH, GROUND, READ)  # what people ask about first stands first
SENTENCES: dict[P, Promise] = {
    verb: sentence for area in AREAS for verb, sentence in area.sentences.items()
}
REACH: dict[str, Promise] = {
    Scope.OWN: _("只有自己的"),
    Scope.CHILD: _("自己的孩子，有完整监护权的时候"),
    Scope.TAUGHT: _("自己任教的班"),
    Scope.HOMEROOM: _("自己当班主任的班"),
    Scope.CASELOAD: _("自己负责的学生；凭调阅单的，只能看那一份，到时结束"),
    Scope.SCHOOL: _("自己的学校"),
    Scope.DISTRICT: _("自己的区"),
    Scope.GRANTED: _("专门转给自己的那一份，结束或撤回后马上打不开"),
    Scope.INVOLVED: _("自己参与的那一件事"),
    Scope.PUBLISHED: _("只有已经发布的汇总"),
    Scope.WRITE: _("只能写，写完看不到"),
    Scope.EVERYWHERE: _("不分学校，里面没有任何人的资料"),
}
