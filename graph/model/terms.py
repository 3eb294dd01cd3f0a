"""What the values of the vocabulary's enumerations mean."""

from enum import Enum

from graph.model.base import Described
from graph.model.entities import AgencyKind, DocumentGenre, IndicatorAspect
from graph.model.evidence import EvidenceSource
from graph.model.facts import BudgetFigure, Corroboration, OutcomeKind, Scope
from graph.model.relations import Role
from graph.model.values import Absence, Bound

TERMS: dict[type[Enum], dict[str, Described]] = {
    AgencyKind: {
        "MINISTRY": Described("A ministry, or a council of its rank.", "部、會等中央二級機關。"),
        "AGENCY": Described("An agency (署) of a ministry.", "署。"),
        "BUREAU": Described("A bureau (局), or an office of its rank.", "局、處等。"),
        "UNIT": Described("A unit inside a body: department, division, section.", "機關內部單位：司、組、室、科。"),
        "LOCAL_GOVERNMENT": Described("A county or city government, or a part of one.", "地方政府及其所屬。"),
        "TASK_FORCE": Described("A task force, or its office.", "任務編組：小組、辦公室。"),
        "STATE_ENTERPRISE": Described("A state-owned enterprise.", "國營事業。"),
        "INSTITUTE": Described("An institute that the government funds.", "政府捐助之法人。"),
        "LEGISLATURE": Described("A legislature, or a committee of one.", "民意機關及其委員會。"),
        "OTHER": Described("Any other public body.", "其他公部門機關。"),
    },
    IndicatorAspect: {
        "WORK": Described("What is done.", "工作面。"),
        "BENEFIT": Described("What comes of it.", "效益面。"),
        "OVERALL": Described("The work as a whole.", "整體。"),
        "ANNUAL": Described("The year's own aims.", "年度。"),
        "OTHER": Described("Anything else.", "其他。"),
    },
    DocumentGenre: {
        "POLICY_PLAN": Described("A policy, strategy or scheme.", "政策、策略或方案。"),
        "ANNUAL_PLAN": Described("An annual plan (施政計畫).", "年度施政計畫。"),
        "BUDGET": Described("A budget.", "預算書。"),
        "PERFORMANCE_REPORT": Described("A report on performance against aims.", "績效報告。"),
        "BUSINESS_REPORT": Described("A report to parliament.", "向立法院所提業務報告。"),
        "RESULTS_REPORT": Described("A report on results.", "成果報告。"),
        "OTHER": Described("Anything else.", "其他。"),
    },
    Scope: {
        "WHOLE": Described("The whole life of the work.", "計畫全期。"),
        "CUMULATIVE": Described("From the start up to the stated year.", "累計至該年。"),
        "ANNUAL": Described("The stated year alone.", "當年。"),
        "POINT": Described("The level at the stated time.", "該時點之水準。"),
    },
    BudgetFigure: {
        "APPROPRIATED": Described("What the law grants, or the budget asks for.", "法定預算或預算金額。"),
        "ALLOCATED": Described("What was released for spending.", "分配數。"),
        "REALIZED": Described("What was paid.", "實現數。"),
        "EXECUTED": Described("What was spent, with what is committed.", "執行數。"),
        "EXECUTION_RATE": Described("What was spent in per cent; a rate, no money.", "執行率（％），非金額。"),
        "TOTAL": Described("The cost of the whole work.", "總經費。"),
    },
    Corroboration: {
        "CONFIRMED": Described(
            "Every number of it stands in a sum, a rate or a repetition that holds, and in none that does not.",
            "各數字至少見於一項相符之加總、比率或重複記載，且無不符者。",
        ),
        "CONTRADICTED": Described(
            "A number of it stands in a sum, a rate or a repetition that does not hold; which of its numbers is wrong "
            "the document does not tell, so none is changed.",
            "其數字見於不相符之加總、比率或重複記載；文件未明示何者有誤，故均照原文。",
        ),
    },
    OutcomeKind: {
        "MILESTONE": Described("Something completed on a date.", "里程碑：註明日期之完成。"),
        "OUTPUT": Described("Something done or delivered, counted.", "產出：所完成或交付者。"),
        "BENEFIT": Described("An effect on the outside.", "效益：對外之影響。"),
        "JOBS": Described("Jobs.", "就業。"),
        "INVESTMENT": Described("Investment.", "投資。"),
        "QUALITATIVE": Described("A result without a number.", "質化成果。"),
    },
    Role: {
        "LEAD": Described("In charge of it (主辦).", "主辦。"),
        "CO": Described("Works along (協辦).", "協辦。"),
        "EXECUTING": Described("Does it with another's money (補助).", "受補助或委託執行。"),
        "CONVENER": Described("Calls those together who do it (召集).", "召集。"),
        "SUPERVISOR": Described("Watches over it (督導).", "督導。"),
    },
    EvidenceSource: {
        "TEXT": Described("The text of a document.", "文件內文。"),
        "TABLE": Described("A table of ours that cites a law or gazette.", "有法規或公報出處之對照表。"),
    },
    Absence: {
        "NOT_STATED": Described("The document does not speak of it.", "文件未提及。"),
        "BLANK": Described("Its place is empty, or a dash.", "欄位空白或劃線。"),
        "NOT_APPLICABLE": Described("The document says that it does not apply.", "文件註明不適用。"),
    },
    Bound: {
        "MIN": Described("At least this.", "下限。"),
        "MAX": Described("At most this.", "上限。"),
    },
}
"""Every value of every enumeration that an attribute takes its values from, by name."""
