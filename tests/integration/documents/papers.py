"""Sample papers; school, people and codes are invented."""

import base64

STROKES = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60"><path d="M10 40 C 40 0, 60 60, '
    b'90 30 S 150 10, 190 40" fill="none" stroke="#112" stroke-width="3"/></svg>'
)
LETTER = {
    "school": "云溪区青禾学校",
    "series": "网络安全周 · 第 2 封",
    "title": "网络安全周，想和您商量一件事",
    "brief": ["班里上一节课：玩得开心，也停得下来。", "课后有一份 12 题的小问卷，可以不做。"],
    "paragraphs": [
        "各位家长，您好。这一周，每个班会上一节课，讲讲游戏和短视频为什么让人停不下来。",
        "它不是考试，不打分，不写进成绩和评语，也不会交给班主任。",
    ],
    "signed_by": "青禾学校 心理辅导室",
    "dated": "2026 年 11 月 14 日",
    "reply": {
        "title": "回执 · 三年级（2）班",
        "reads": True,
        "question": "孩子参加这份小问卷：",
        "choices": ["可以参加", "这次不参加", "想先问问"],
        "call": True,
        "say": True,
        "url": "http://localhost:8000/enter/?c=7K3M2QF9",
        "code": "7K3M 2QF9",
    },
}
SLIPS = [
    {
        "place": "三年级（2）班",
        "number": f"{number:02d} 号",
        "heading": "网络生活小问卷",
        "name": "",
        "url": f"http://localhost:8000/s/4hxc8trn{number}",
        "code": "4HXC 8TRN",
    }
    for number in range(1, 11)
]
RECEIPT = {
    "school": "云溪区青禾学校",
    "heading": "关于网络安全周的告家长书",
    "lead": "您的回复已经收到，谢谢您。",
    "number": "R-2026-000123",
    "rows": [("学生", "五年级（1）班 张小禾"), ("签署人", "张妈妈")],
    "answers": ["我读过这封信", "孩子可以参加这份小问卷"],
    "signature": "data:image/svg+xml;base64," + base64.b64encode(STROKES).decode(),
    "signed_at": "2026 年 11 月 15 日 20:31",
    "check_url": "http://localhost:8000/verify/",
    "text_hash": "9f" * 32,
}
