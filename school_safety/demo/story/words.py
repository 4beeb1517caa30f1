"""Sentences of the helping chapter: plain, kind, invented, never a verdict."""

CONCERNS = (
    "连续三天上课趴着睡，叫醒后说昨晚睡得很晚。",
    "课间一个人坐着，以前常一起玩的同学说他最近不太说话。",
    "午饭只吃几口，说没有胃口。",
    "作业连着一周没有交，他说晚上一直在打游戏。",
    "她说不想回家，问了两遍也没有说原因。",
    "手机被收后哭了很久，说有人在群里说她。",
)
SAID = (
    "他说：停下来就心里很慌。",
    "她说：我也想早睡，就是停不下来。",
    "他说：游戏里有人等我。",
    "她说：群里的话我看了很多遍。",
)
DONE = (
    "我请他先去洗把脸，课后陪他走了走。",
    "告诉她可以来找我，也可以去心理辅导室。",
    "先没有多问，请同桌多叫上他。",
)
TALKS = (
    "第一次谈心。愿意说，晚上十一点后还在线，最难的是停下来那一步。一起试了“到点先放到客厅充电”。",
    "第二次谈心。上周有四天做到了，周末没有。他自己说想再试一周。",
    "聊到同学群。她把截图给我看了，我们一起退了群，她说轻了一点。",
    "电话里妈妈说家里最近为手机吵得少了。",
    "家访。房间里有安静写作业的地方，爸爸答应九点后一起看会儿书。",
    "在走廊碰到，说这周睡得好些。约了下周二再谈。",
)
REASONS = (
    "谈过两次，他在意的是睡眠，愿意一起做。",
    "家长和班主任说的一致，需要一起支持。",
    "谈心后看，是一时的赶作业，不需要跟进。",
    "目标达到，孩子也愿意自己继续。",
)
SCHOOL_PARTS = (
    "每周二大课间谈心十五分钟；班主任安排靠前的座位；体育社团周三有位置。",
    "每周四谈心；先把到校时间稳住；语文老师课后陪写十五分钟。",
)
FAMILY_PARTS = (
    "九点半手机放客厅充电，周末一起骑一次车；做不到的那天不批评，第二天再来。",
    "晚饭时大家都不看手机；睡前聊五分钟，听他说，不急着教。",
)
GOALS = ("一周有四天十点半前睡", "想停的时候能停下来", "每周和同学打两次球")
PROOFS = ("下午四点电话，说了两件事，妈妈愿意一起做。", "放学时当面说的，爸爸想回家商量一下。")
WAIVERS = ("孩子说在家会被打，先请负责人一起看，再决定怎么告诉家里。",)
PACKET = {
    "concern": "最近两个月晚上停不下来，睡得晚，想请专业的老师看看睡眠和情绪。",
    "talks": "谈过三次，愿意说，和妈妈关系近。",
}
REFERRAL_FAMILY = (
    "想请区里的老师再看看孩子的睡眠。去不去由您和孩子决定，不去也没关系，学校这边照常。"
)
REPLIES = (
    "见过一次，建议每周一次，共六次；学校请保持安静的早读座位。",
    "做了评估，睡眠为主；两周后复诊。",
)
REPLY_FAMILY = "孩子愿意来。先从固定起床时间做起，周末也一样。"
TASKS = ("请这两周把他的座位换到靠前、靠窗的位置。", "请在周五前找他聊五分钟篮球赛的事。")
PROVIDERS = (
    {
        "name": "青屿区青少年心理中心",
        "name_en": "Qingyu Youth Centre",
        "about": "区里办的门诊，儿童和青少年，不收费。",
        "about_en": "The district's own clinic for children and adolescents, free of charge.",
        "needs": ["internet", "sleep", "mood", "school"],
        "cost": "free",
        "licence": "演示-0001",
        "kind": "centre",
        "no_force": True,
        "places": 4,
        "waiting_days": 5,
        "intake_hours": "周二至周六 9:00–17:00",
        "address": "青屿区演示路 1 号",
    },
    {
        "name": "临湖儿童医院睡眠门诊",
        "name_en": "Linhu Children's Hospital, sleep clinic",
        "about": "睡眠和情绪，医保可报。",
        "about_en": "Sleep and mood; covered by insurance.",
        "needs": ["sleep", "mood"],
        "cost": "insured",
        "licence": "演示-0002",
        "kind": "hospital",
        "no_force": True,
        "places": 2,
        "waiting_days": 14,
        "intake_hours": "工作日上午",
        "address": "青屿区演示路 22 号",
    },
    {
        "name": "向日葵家庭服务社",
        "name_en": "Sunflower Family Service",
        "about": "家庭沟通、家长小组，周末可约。",
        "about_en": "Family talks and parent groups, weekends too.",
        "needs": ["family", "peers", "spending"],
        "cost": "free",
        "licence": "演示-0003",
        "kind": "social",
        "no_force": True,
        "places": 6,
        "waiting_days": 3,
        "intake_hours": "周末 10:00–18:00",
        "address": "青屿区演示路 8 号",
    },
)

ASSESSMENTS = (
    "睡眠是现在最难的一件，别的都受它影响。",
    "和同学处得不错，这是可以用上的力量。",
    "家里说得上话，只是一说手机就吵。",
)
