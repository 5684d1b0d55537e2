"""Counts the figures of an export, by the words of docs/FIGURES.md and docs/LEDGER_FORMAT.md alone (R31).

Shares no code with Daylight: Python's standard library, 3.11 or later. Nothing is verified here: `daylight-verify` does that.

    python3 recount.py EXPORT 2027-H1              the exact figures, as JSON
    python3 recount.py EXPORT 2027-H1 --released   what of them is published
    python3 recount.py EXPORT 2027-01-01..2027-04-03 --pack   what a pack says of these days, in words alone
"""

import base64
import datetime
import hashlib
import json
import pathlib
import sys
import tomllib
from collections import defaultdict

DAY = datetime.timedelta(days=1)
EARLY = 28
LEAST = 8

REASONS = ["established", "partly_established", "not_established", "transferred", "no_concern_stated", "cannot_be_opened"]
CLOCKS = ["danger", "lost_data", "acknowledge", "first_decision", "feedback", "stage_answer", "referral_review", "dispute",
          "unheld_stage", "conclude", "later_treatment"]
CAUSES = ["lapse", "nobody", "dispute", "second_extension", "mismatch", "repeat", "treatment", "channel_closed"]
ROWS = {"received": ["ordinary", "data-loss", "danger"], "closed": REASONS, "late_dates": CLOCKS, "escalations": CAUSES,
        "disputes": ["scope", "findings"]}
COUNTS = ["received", "open", "closed", "late_dates", "escalations", "extensions", "disputes", "same_person", "changes"]
AVERAGES = ["days_to_close", "days_to_acknowledge"]
ORDER = ["received", "open", "closed", "days_to_close", "closed_early", "closed_with_action", "acknowledged_on_time",
         "days_to_acknowledge", "late_dates", "late_by_stage", "late_by_office", "escalated", "escalations", "extensions",
         "disputes", "same_person", "ill_treatment", "actions_overdue", "out_of_scope", "sustained", "changes"]
CONDUCT = ["acknowledged_on_time", "late_by_stage", "escalated", "ill_treatment", "actions_overdue", "changes"]
CHANGES = ["key", "person", "office", "policy", "absent", "code", "mail_given_up", "refused_day", "channel_closed",
           "clock", "outside_check_overdue"]


def date(text):
    return datetime.date.fromisoformat(text)


def period_of(name):
    """First and last day of `2027`, `2027-H1`, `2027-Q3`, `2027-01-01..2027-04-03`."""
    if ".." in name:
        first, last = name.split("..")
        return date(first), date(last)
    year, part = int(name[:4]), name[5:]
    first, months = {"": (1, 12), "H1": (1, 6), "H2": (7, 6), "Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3)}[part]
    after = datetime.date(year + (first + months > 12), (first + months - 1) % 12 + 1, 1)
    return datetime.date(year, first, 1), after - DAY


class Export:
    def __init__(self, folder):
        self.entries = []
        for line in (folder / "entries.jsonl").read_text().splitlines():
            read = json.loads(line)
            salt, data = base64.b64decode(read["salt"]), base64.b64decode(read["entry"])
            entry = json.loads(data)
            entry["day"] = date(entry["day"])
            entry["record"] = record(salt, data)
            self.entries.append(entry)
        self.policies = {path.stem: tomllib.loads(path.read_text()) for path in (folder / "policies").iterdir()}
        self.batch_days = []
        self.office_of = {}
        proposals, in_force = {}, []
        batch = []
        # The day of a batch is that of its padding; a checkpoint stands at the end of each.
        sizes = [int(path.read_text().split("\n")[1]) for path in sorted((folder / "checkpoints").iterdir())]
        start = 0
        for size in sizes:
            batch = self.entries[start:size]
            start = size
            day = next(entry["day"] for entry in batch if entry["kind"] == "padding")
            self.batch_days.append(day)
            for entry in batch:
                data = entry["data"]
                if entry["kind"] == "person" and data["step"] in ("founded", "proposed"):
                    self.office_of[data["person"]] = data["office"]
                if entry["kind"] == "policy" and data["step"] == "proposed":
                    proposals[entry["record"]] = data["policy"]
            for entry in batch:
                data = entry["data"]
                if entry["kind"] == "policy" and data["step"] == "founded":
                    in_force.append((day, data["policy"]))
                if entry["kind"] == "policy" and data["step"] == "signed":
                    in_force.append((day + 7 * DAY, proposals[data["proposal"]]))
        self.in_force = in_force

    def policy_on(self, day):
        """The policy in force; before the founding, the first one."""
        day = max(day, self.batch_days[0])
        since = max(start for start, _ in self.in_force if start <= day)
        return self.policies[next(policy for start, policy in self.in_force if start == since)]

    def concerns(self):
        concerns = defaultdict(list)
        for entry in self.entries:
            if entry["concern"]:
                concerns[entry["concern"]].append(entry)
        return concerns.values()


def record(salt, data):
    return hashlib.sha256(b"daylight/entry/v1" + salt + data).hexdigest()


class Concern:
    """One concern as it stood at the end of the last day that is counted."""

    def __init__(self, entries, export, first, last):
        self.first, self.last, self.export = first, last, export
        self.policy = export.policies[entries[0]["data"]["policy"]]
        # What the calendar writes counts by the dates in it, whenever the machine noticed.
        def known(entry):
            data = entry["data"]
            if entry["kind"] == "lapsed":
                return date(data["due"]) <= last
            if entry["kind"] == "escalated":
                return date(data["arrived"]) <= last
            return entry["day"] <= last
        self.entries = [entry for entry in entries if known(entry)]
        self.stages = self.policy["stages"]

    def counts(self, day):
        return self.first <= day <= self.last

    def of(self, *kinds):
        return [entry for entry in self.entries if entry["kind"] in kinds]

    def of_period(self, *kinds):
        return [entry for entry in self.of(*kinds) if self.counts(entry["day"])]

    def offices(self, stage):
        return [office["id"] for office in self.stages[stage - 1]["offices"]]

    def start(self):
        left_out = self.entries[0]["data"]["left_out"]
        return next(stage for stage in range(1, len(self.stages) + 1) if stage not in left_out)

    def walk(self):
        """Late dates, spans of stages, extensions that counted, and the stage and office behind each action."""
        lengths = self.policy.get("clocks", {})
        decision, review = (min(lengths.get(name, 28), 28) for name in ("first_decision_days", "referral_review_days"))
        late, spans, extensions, promised = set(), [], [], {}
        stage, is_open, extended, first_dates = self.start(), True, False, {}
        # Of the two clocks that can be put off: the first date at the stage, the deciding one, and whether it passed.
        clocks = {}

        def miss(name, until):
            first_date = clocks[name][0]
            if first_date < until:
                late.add((name, stage, first_date))

        def stop(name, day):
            if name in clocks:
                miss(name, day)
                del clocks[name]

        for entry in self.entries:
            kind, data, day = entry["kind"], entry["data"], entry["day"]
            if kind == "received":
                first_dates = {each["clock"]: date(each["due"]) for each in data["dates"]}
                due = first_dates["first_decision"]
                clocks["first_decision"] = (due, due, False)
                spans.append([stage, day, None])
            elif kind == "lapsed":
                name, first_date, due = data["clock"], date(data["first_due"]), date(data["due"])
                late.add((name, data["stage"], min(first_date, due)))
                if name in clocks:
                    clocks[name] = (clocks[name][0], date(data["arrival"]), True)
            elif kind == "escalated":
                arrived = date(data["arrived"])
                for name, length in (("first_decision", decision), ("referral_review", review)):
                    if name not in clocks:
                        continue
                    first_date, due, lapsed = clocks[name]
                    if lapsed or name == "first_decision":
                        if not lapsed:
                            miss(name, arrived)
                        clocks[name] = (arrived + length * DAY, arrived + length * DAY, False)
                stage, extended = data["to"], False
                if is_open:
                    spans[-1][2] = arrived
                    spans.append([stage, arrived, None])
            elif kind == "extended":
                name = data["clock"]
                if not extended:
                    extended = True
                    extensions.append(day)
                    clocks[name] = (clocks[name][0], date(data["due"]), False)
            elif kind == "scope":
                stop("first_decision", day)
            elif kind == "referred":
                due = date(data["review"])
                clocks.setdefault("referral_review", (due, due, False))
            elif kind == "referral_result":
                stop("referral_review", day)
            elif kind == "disputed" and data["matter"] == "scope":
                due = day + decision * DAY
                clocks.setdefault("first_decision", (due, due, False))
            elif kind == "closed":
                for name in clocks:
                    miss(name, day)
                is_open = False
                spans[-1][2] = day + DAY
            elif kind == "reopened":
                is_open = True
                for name, length in (("first_decision", decision), ("referral_review", review)):
                    if name in clocks and clocks[name][1] < day:
                        clocks[name] = (day + length * DAY, day + length * DAY, False)
                spans.append([stage, day, None])
            elif kind == "action_due":
                office = self.export.office_of.get(entry["by"])
                promised[entry["record"]] = {office} if office else set(self.offices(stage))
        if is_open:
            for name in clocks:
                miss(name, self.last + DAY)
        self.is_open, self.spans, self.extensions, self.promised = is_open, spans, extensions, promised
        self.first_dates = first_dates
        self.late = [each for each in late if self.counts(each[2])]

    def held_by(self):
        held = {stage for _, stage, _ in self.late}
        for stage, start, end in self.spans:
            start = max(start, self.first)
            if start <= self.last and (end is None or end > start):
                held.add(stage)
        return held

    def responsible(self, stage, first_date):
        by_then = [entry for entry in self.entries if entry["day"] <= first_date]
        opened = {entry["data"]["office"] for entry in by_then if entry["kind"] == "opened"} & set(self.offices(stage))
        if opened:
            return opened
        withdrawn = {entry["data"]["office"] for entry in by_then if entry["kind"] == "withdrawn"}
        return set(self.offices(stage)) - withdrawn or set(self.offices(stage))


def count(export, name):
    first, last = period_of(name)
    # The newest batch may not hold the whole of its day.
    last = min(last, export.batch_days[-1] - DAY)
    value, rows = defaultdict(lambda: [0, 0]), defaultdict(lambda: defaultdict(lambda: [0, 0]))

    def add(figure, one, other=0, row=None):
        for sums in [value[figure]] if row is None else [rows[figure][row]]:
            sums[0] += int(one)
            sums[1] += int(other)

    policy = export.policy_on(last)
    for figure, names in ROWS.items():
        for row in names:
            add(figure, 0, 0, row)
    for number, stage in enumerate(policy["stages"], 1):
        add("late_by_stage", 0, 0, str(number))
        for office in stage["offices"]:
            add("late_by_office", 0, 0, office["id"])
            add("actions_overdue", 0, 0, office["id"])

    for entries in export.concerns():
        if entries[0]["day"] > last:
            continue
        concern = Concern(entries, export, first, last)
        concern.walk()
        one_concern(concern, add)
    for entry in export.entries:
        if entry["kind"] in CHANGES and first <= entry["day"] <= last:
            add("changes", 1)
            add("changes", 1, 0, entry["kind"])
    return value, rows


def one_concern(concern, add):
    received = concern.entries[0]
    if concern.is_open:
        add("open", 1)
    if concern.counts(received["day"]):
        add("received", 1)
        add("received", 1, 0, received["data"]["urgency"])
    reason, has_action = None, False
    for entry in concern.of("closing_proposed", "action_due", "closed"):
        if entry["kind"] == "closing_proposed":
            reason = entry["data"]["reason"]
        elif entry["kind"] == "action_due":
            has_action = True
        elif concern.counts(entry["day"]):
            days = (entry["day"] - received["day"]).days
            add("closed", 1)
            add("closed", 1, 0, reason)
            add("days_to_close", days, 1)
            add("closed_early", days <= EARLY, 1)
            add("closed_with_action", has_action, 1)

    acknowledged = [entry["day"] for entry in concern.of("acknowledged")][:1]
    if acknowledged and concern.counts(acknowledged[0]):
        add("days_to_acknowledge", (acknowledged[0] - received["day"]).days, 1)
    due = concern.first_dates["acknowledge"]
    if concern.counts(due):
        add("acknowledged_on_time", bool(acknowledged) and acknowledged[0] <= due, 1)

    for clock, _, _ in concern.late:
        add("late_dates", 1)
        add("late_dates", 1, 0, clock)
    moves = [entry for entry in concern.of("escalated") if concern.counts(date(entry["data"]["arrived"]))]
    for entry in moves:
        add("escalations", 1)
        add("escalations", 1, 0, entry["data"]["cause"])
    held = concern.held_by()
    if held or moves:
        add("escalated", bool(moves), 1)
        add("late_by_stage", bool(concern.late), 1)
        add("late_by_office", bool(concern.late), 1)
    for stage in held:
        late = [each for each in concern.late if each[1] == stage]
        add("late_by_stage", bool(late), 1, str(stage))
        whose = set().union(*(concern.responsible(stage, each[2]) for each in late)) if late else set()
        for office in concern.offices(stage):
            add("late_by_office", office in whose, 1, office)
    add("extensions", sum(concern.counts(day) for day in concern.extensions))

    for entry in concern.of_period("disputed"):
        add("disputes", 1)
        add("disputes", 1, 0, entry["data"]["matter"])
    add("same_person", sum(entry["data"]["same_person"] for entry in concern.of_period("dispute_answered")))
    for entry in concern.of_period("treatment_reported"):
        add("ill_treatment", entry["data"]["ill"], 1)
    done = {entry["data"]["action"]: entry["day"] for entry in concern.of("action_done")}
    for entry in concern.of("action_due"):
        on = done.get(entry["record"])
        if date(entry["data"]["due"]) <= concern.last and (on is None or on >= concern.first):
            add("actions_overdue", on is None, 1)
            for office in concern.promised[entry["record"]]:
                add("actions_overdue", on is None, 1, office)
    for entry in concern.of_period("scope"):
        points = entry["data"]["points"]
        add("out_of_scope", sum(point["mark"] == "out" for point in points), len(points))
    for entry in concern.of_period("findings"):
        points = entry["data"]["points"]
        add("sustained", sum(point["result"] != "not_established" for point in points), len(points))


def exact(figure, sums):
    one, other = sums
    if figure in COUNTS:
        return {"as": "number", "number": one}
    if figure in AVERAGES:
        return average(one, other, 1)
    return {"as": "of", "part": one, "whole": other}


def average(days, over, least):
    return {"as": "days", "days": (days + over // 2) // over} if over >= least else {"as": "nothing"}


def five(number):
    return (number + 2) // 5 * 5


def share(part, whole):
    rest = whole - part
    words = "none" if part == 0 else "all" if rest == 0 else "fewer_than_half" if part < rest else "most"
    percent = five(part * 100 // whole) if part >= LEAST and rest >= LEAST else None
    return {"as": "share", "words": words, "percent": percent}


def shown(figure, sums, is_row):
    one, other = sums
    if figure in AVERAGES:
        return average(one, other, LEAST)
    if figure not in COUNTS:
        return share(one, other) if other or is_row else {"as": "nothing"}
    if one >= LEAST:
        return {"as": "about", "number": five(one)}
    if is_row:
        return {"as": "under_eight"}
    return {"as": "few"} if one else {"as": "number", "number": 0}


def bounds(cell):
    """The least and the most that may lie behind a number."""
    number = cell.get("number", 0)
    return {"number": (number, number), "few": (1, 7), "under_eight": (0, 7), "about": (max(8, number - 2), number + 2)}.get(cell["as"])


def gives_away(total, cells):
    total = bounds(total)
    behind = [each for each in map(bounds, cells) if each]
    if total is None or total[1] == 0:
        return False
    for least, most in behind:
        if most < LEAST:
            lowest = max(least, total[0] - (sum(each[1] for each in behind) - most))
            highest = min(most, total[1] - (sum(each[0] for each in behind) - least))
            if highest - lowest < 2:
                return True
    return False


def counts_concerns(figure, value):
    """Whether a number of dates or moves would tell how many concerns had them."""
    concerns = {"late_dates": "late_by_stage", "escalations": "escalated"}.get(figure)
    if concerns is None or value[figure][0] == 0:
        return False
    part, whole = value[concerns]
    return part < LEAST or 0 < whole - part < LEAST


def tell(value, rows, released):
    told = []
    for figure in ORDER:
        if released and figure == "open":
            continue
        names = sorted(rows[figure], key=lambda name: name.encode())
        if not released or figure == "changes":
            whole, cells = exact(figure, value[figure]), [exact(figure, rows[figure][name]) for name in names]
        else:
            whole, cells = shown(figure, value[figure], False), [shown(figure, rows[figure][name], True) for name in names]
            if counts_concerns(figure, value):
                whole = {"as": "withheld"}
            if whole["as"] == "withheld" or gives_away(whole, cells):
                cells = [{"as": "withheld"} for _ in cells]
        told.append({"id": figure, "value": whole,
                     "rows": [{"name": name, "value": cell} for name, cell in zip(names, cells)]})
    return told


def without_halves(share):
    return share | {"percent": None, "words": share["words"] if share["words"] in ("none", "all") else "some"}


def pack(told, policy):
    """How the organisation kept its dates, and each office."""
    told = json.loads(json.dumps(told), object_hook=lambda each: without_halves(each) if "percent" in each else each)
    figures = {figure["id"]: figure for figure in told}

    def of_office(figure, office):
        rows = figures[figure]["rows"]
        return next((row["value"] for row in rows if row["name"] == office), {"as": "nothing"})

    offices = [{"stage": number, "office": office["id"], "late": of_office("late_by_office", office["id"]),
                "overdue": of_office("actions_overdue", office["id"])}
               for number, stage in enumerate(policy["stages"], 1) for office in stage["offices"]]
    # Offices have a table of their own.
    figures["actions_overdue"]["rows"] = []
    return {"conduct": [figure for figure in told if figure["id"] in CONDUCT], "offices": offices}


def main():
    export = Export(pathlib.Path(sys.argv[1]))
    value, rows = count(export, sys.argv[2])
    is_pack = "--pack" in sys.argv[3:]
    told = tell(value, rows, is_pack or "--released" in sys.argv[3:])
    print(json.dumps(pack(told, export.policy_on(period_of(sys.argv[2])[1])) if is_pack else told))


main()
