"""The tables of an application: goals, activities, costs and the others that a form can ask for."""

from __future__ import annotations

from layouts.content import Block, Table, each, figure, heads, looped, p, put, tag, tag_row, text, when
from layouts.cost_lines import budget
from layouts.financing import financing
from layouts.time_plan import plan

NOTHING_YET = "Räknas ut ur budget och finansiering i datafilen."
"""What a draft says where a sum is to stand: nobody can type it there."""


def shown(name: str, items: str) -> str:
    """Return the items of a list that are shown: in a draft also one that waits for all its answers."""
    return f"{items} if draft or {name}.answered"


def counted(name: str) -> str:
    """Return how many of an item's people are women and men, where that is known (2017:583 16 §)."""
    women, men = f"{name}.women", f"{name}.men"
    both = f"{put(f'{women}|belopp')} kvinnor{{% if {men} %}} och {{% endif %}}"
    return (
        f"{{% if {women} or {men} %}}, varav {{% if {women} %}}{both}{{% endif %}}"
        f"{{% if {men} %}}{put(f'{men}|belopp')} män{{% endif %}}{{% endif %}}"
    )


GROUPS = Table(
    "Målgrupper",
    "En rad för varje målgrupp, med storlek och nytta.",
    (46, 36, 78),
    heads("Målgrupp", "Storlek", "Nytta och delaktighet"),
    (
        looped("group", shown("group", "project.target_groups"), text(put("group.name")),
               text(put("group.size") + counted("group")), text(put("group.benefit"))),
    ),
)  # fmt: skip

COST_OF_ACTIVITY = (
    "{% for cost in budget.by_activity if cost.name == activity.name %}{{ cost.total|belopp }}"
    "{% else %}–{% endfor %}"
)
SUM_OF_ACTIVITIES = (
    "{% if budget.by_activity %}{{ budget.by_activity|sum(attribute='total')|belopp }}{% else %}–{% endif %}"
)
WITHOUT_ACTIVITY = (
    tag_row("for cost in budget.by_activity if cost.name not in project.activities|map(attribute='name')", 4),
    (text(put("cost.name")), text("–"), text("–"), figure(put("cost.total|belopp"))),
    tag_row("endfor", 4),
)
"""Costs of no activity, so that the sum is that of all direct costs."""
PERIOD = f"{put('activity.start|isodatum')}–\n{put('activity.end|isodatum')}"
ACTIVITIES = Table(
    "Aktiviteter",
    "En rad för varje aktivitet, med tid, ansvarig och direkt kostnad i kronor; summan sist.",
    (69, 23, 45, 23),
    heads("Aktivitet", "Tid", "Ansvarig", "Direkt kostnad, kr", figures=[-1]),
    (
        looped("activity", shown("activity", "project.activities"),
               (p("Tabelltext stark", put("activity.name")), p("Tabelltext", put("activity.description"))),
               text(PERIOD), text(put("activity.responsible")), figure(COST_OF_ACTIVITY)),
        *WITHOUT_ACTIVITY,
    ),
    (text("Summa"), text(""), text(""), figure(SUM_OF_ACTIVITIES)),
)  # fmt: skip

NUMBER = "{{ partner.organisation_number }}{% if partner.country %}, {{ partner.country }}{% endif %}"
PARTNERS = Table(
    "Parter",
    "En rad för varje organisation som deltar, med roll och bidrag till projektet.",
    (46, 39, 30, 45),
    heads("Organisation", "Org.nummer", "Roll", "Bidrag till projektet"),
    (
        looped("partner", shown("partner", "project.partners"), text(put("partner.name")),
               text(NUMBER), text(put("partner.role")),
               text(put("partner.contribution"))),
    ),
)  # fmt: skip

INDICATOR = (
    p("Tabelltext", put("indicator.name")),
    tag("if indicator.chain or (draft and form.ordinance == '2003:596')"),
    p("Tabelltext", f"Resultatkedja: {put('indicator.chain')}"),
    tag("endif"),
)
INDICATORS = Table(
    "Indikatorer",
    "En rad för varje indikator, med resultatkedja, målvärde och uppföljning.",
    (62, 36, 62),
    heads("Indikator", "Målvärde", "Uppföljning"),
    (
        looped("indicator", shown("indicator", "project.indicators"), INDICATOR,
               text(f"{put('indicator.target')} {put('indicator.unit')}" + counted("indicator")),
               text(put("indicator.method"))),
    ),
)  # fmt: skip

RISKS = Table(
    "Risker",
    "En rad för varje risk, med sannolikhet, konsekvens, åtgärd och ansvarig.",
    (34, 22, 22, 38, 44),
    heads("Risk", "Sannolikhet", "Konsekvens", "Åtgärd", "Ansvarig"),
    (
        looped("risk", shown("risk", "project.risks"), text(put("risk.risk")), text(put("risk.likelihood")),
               text(put("risk.consequence")), text(put("risk.measure")), text(put("risk.responsible"))),
    ),
)  # fmt: skip

ACTIVITY_COSTS = Table(
    "Direkta kostnader per aktivitet",
    "En rad för varje aktivitet med dess direkta kostnader i kronor.",
    (120, 40),
    heads("Aktivitet", "Direkta kostnader, kr", figures=[-1]),
    (looped("cost", "budget.by_activity", text(put("cost.name")), figure(put("cost.total|belopp"))),),
    (text("Summa"), figure(put("budget.by_activity|sum(attribute='total')|belopp"))),
)

GLOBAL_GOALS = Table(
    "Globala mål",
    "En rad för varje globalt mål i Agenda 2030 som projektet bidrar till.",
    (56, 104),
    heads("Globalt mål", "Projektets bidrag"),
    (
        looped(
            "goal",
            shown("goal", "project.global_goals"),
            text(f"{put('goal.number')} {put('goal.name')}"),
            text(put("goal.contribution")),
        ),
    ),
)


def asked() -> list[Block]:
    """Return all tables, each under the condition that the question asks for it."""
    plain = {
        "target_groups": ("project.target_groups", GROUPS),
        "partners": ("project.partners", PARTNERS),
        "indicators": ("project.indicators", INDICATORS),
        "risks": ("project.risks", RISKS),
        "global_goals": ("project.global_goals", GLOBAL_GOALS),
    }
    drawn = {name: _listed(items, table) for name, (items, table) in plain.items()}
    drawn["activity_costs"] = _unless_empty("budget.by_activity", ACTIVITY_COSTS)
    drawn["activities"] = _listed("project.activities", ACTIVITIES, *plan())
    drawn["goals"] = _listed("project.goals", *goals())
    drawn["costs"] = [tag("if draft or budget.total"), *budget(), tag("else"), p("Normal", "–"), tag("endif")]
    drawn["financing"] = _listed("financing.contributions", *financing())
    drawn["attachments"] = _listed("case.attachments", *_attachments())
    return [
        element for name in sorted(drawn) for element in when(f'question.table == "{name}"', *drawn[name])
    ]


def _listed(items: str, *inside: Block) -> list[Block]:
    """Return what shows a list; in a draft always, for there it has a place to type."""
    test = f"draft or {items}|selectattr('answered')|list"
    return [tag(f"if {test}"), *inside, tag("else"), p("Normal", "–"), tag("endif")]


def _unless_empty(worked_out: str, *inside: Block) -> list[Block]:
    nothing = [tag("elif draft"), p("Hjälptext", NOTHING_YET), tag("else"), p("Normal", "–")]
    return [tag(f"if {worked_out}"), *inside, *nothing, tag("endif")]


def goals() -> list[Block]:
    """Return the goals, each with its targets."""
    target = f"{put('target.measure')}: {put('target.value')}"
    by = "{% if target.by %}, senast {{ target.by|datum }}{% endif %}"
    targets = each("target", shown("target", "goal.targets"), p("Målvärde", target + by))
    return each("goal", shown("goal", "project.goals"), p("Mål", put("goal.goal")), *targets)


def _attachments() -> list[Block]:
    date = "{% if attachment.date %}, {{ attachment.date|isodatum }}{% endif %}"
    number = "{% if attachment.number %} ({{ attachment.number }}){% endif %}"
    return each(
        "attachment",
        shown("attachment", "case.attachments"),
        p("List Bullet", f"{put('attachment.title')}{date}{number}"),
    )
