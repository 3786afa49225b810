//! Forms: what an action asks for, typed in line, and the command that comes of it. What was typed
//! stays when the campaign refuses.

use serde::{Deserialize, Serialize};
use wallchart_campaign::actions::{ActionId, Arg, Args, OfPlay, action};
use wallchart_campaign::command::{Command, Figure};
use wallchart_campaign::read::{Seen, View, to_reconcile};
use wallchart_campaign::say;
use wallchart_plan::asks::AskKind;
use wallchart_plan::expanded::PersonRole;
use wallchart_plan::ids::{MeasureId, TaskNo, UnitId};
use wallchart_words::{Lang, ids, t};

use super::duty;
use super::field::{Edit, Field};
use super::plays;
use super::rows::Post;
use super::search;
use crate::cli::rows;
use crate::when;

/// A form that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// What it is for.
    pub action: ActionId,
    /// The tasks it goes to.
    pub tasks: Vec<TaskNo>,
    /// The playbook that it starts, or the play that it stops.
    pub play: Option<OfPlay>,
    /// What it asks for; none means that it only asks whether to go on.
    pub inputs: Vec<Input>,
    /// Which input is typed into.
    pub at: usize,
    /// Why it was not taken.
    pub error: Option<String>,
    /// The post on a duty roster that it is about.
    #[serde(default)]
    pub post: Option<Post>,
}

/// One thing that a form asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// What it is called.
    pub label: String,
    /// Where it goes.
    pub slot: Slot,
    /// What is typed or chosen.
    pub field: Field,
    /// What can be chosen instead of typing.
    pub choices: Vec<String>,
    /// Which of them is chosen.
    pub chosen: usize,
    /// Whether the form can do without it.
    pub optional: bool,
}

/// Where an input goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// An argument of the action.
    Arg(Arg),
    /// The figure of a measure.
    Figure(MeasureId),
    /// A cell of a row.
    Cell(String),
    /// The answer to a field that the plan asks for.
    Answer(String),
    /// The people of a role, on a duty roster.
    Seat(PersonRole),
    /// Whether what stands against them is known.
    Anyway,
}

impl Input {
    pub(super) fn new(label: String, slot: Slot, optional: bool) -> Self {
        Self { label, slot, field: Field::default(), choices: Vec::new(), chosen: 0, optional }
    }

    /// Whether its text may have several lines.
    pub fn has_lines(&self) -> bool {
        matches!(
            self.slot,
            Slot::Arg(Arg::Text | Arg::Reason | Arg::Note | Arg::Problem | Arg::Next)
        )
    }

    /// The text, if any was typed.
    fn typed(&self) -> Option<String> {
        let text = self.field.text().trim();
        (!text.is_empty()).then(|| text.to_owned())
    }
}

/// Why a form can't be taken as it stands.
struct Unfit {
    input: usize,
    why: String,
}

impl Form {
    /// The form of an action on these tasks, or none where it has nothing to ask: then the action can
    /// be taken at once.
    pub fn open(id: ActionId, tasks: Vec<TaskNo>, view: &View, lang: Lang) -> Option<Form> {
        let act = action(id);
        let first = tasks.first().and_then(|no| view.task(*no));
        let mut inputs = Vec::new();
        for (arg, optional) in
            act.needs.iter().map(|a| (*a, false)).chain(act.takes.iter().map(|a| (*a, true)))
        {
            inputs_for(arg, optional, first.as_ref(), view, lang, &mut inputs);
        }
        // Why figures are right is asked only where they don't agree.
        let agrees = |no: &TaskNo| to_reconcile(&view.campaign, *no).is_empty();
        if id == ActionId::Close && tasks.iter().all(agrees) {
            inputs.clear();
        }
        // A word with a submission or an acceptance may be left out, so it isn't asked for.
        let quick = matches!(id, ActionId::Submit | ActionId::Accept | ActionId::Done);
        let only_note = inputs.iter().all(|i| i.slot == Slot::Arg(Arg::Note));
        let at_once = inputs.is_empty() || (quick && only_note);
        if at_once && tasks.len() < 2 {
            return None;
        }
        Some(Form { action: id, tasks, inputs, at: 0, error: None, post: None, play: None })
    }

    /// Puts labels and choices into another language; what is typed stays.
    pub fn relabel(&mut self, view: &View, lang: Lang) {
        let fresh = match (&self.post, self.play.clone()) {
            (Some(post), _) => duty::inputs(view, post, lang),
            (None, Some(of)) => plays::inputs(&of, view, lang).unwrap_or_default(),
            (None, None) => Form::open(self.action, self.tasks.clone(), view, lang)
                .map(|form| form.inputs)
                .unwrap_or_default(),
        };
        for new in fresh {
            if let Some(input) = self.inputs.iter_mut().find(|i| i.slot == new.slot) {
                input.label = new.label;
                input.choices = new.choices;
            }
        }
    }

    /// Applies an edit to the input that is typed into.
    pub fn edit(&mut self, edit: &Edit) {
        self.error = None;
        let Some(input) = self.inputs.get_mut(self.at) else { return };
        if input.choices.is_empty() {
            input.field.edit(edit);
            return;
        }
        let last = input.choices.len() - 1;
        match edit {
            Edit::Left | Edit::Backspace => input.chosen = input.chosen.saturating_sub(1),
            Edit::Right => input.chosen = (input.chosen + 1).min(last),
            Edit::Home => input.chosen = 0,
            Edit::End => input.chosen = last,
            // A digit or the first letter of a choice chooses it; a blank goes on to the next.
            Edit::Insert(text) => {
                let digit = text.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
                let named = input.choices.iter().position(|c| {
                    c.to_lowercase().starts_with(&text.to_lowercase()) && !text.trim().is_empty()
                });
                let next = (text == " ").then(|| (input.chosen + 1) % (last + 1));
                if let Some(n) = digit.filter(|n| *n <= last).or(named).or(next) {
                    input.chosen = n;
                }
            }
            _ => {}
        }
    }

    /// Goes to another input, around the ends.
    pub fn turn(&mut self, on: bool) {
        let n = self.inputs.len().max(1);
        self.at = if on { (self.at + 1) % n } else { (self.at + n - 1) % n };
    }

    /// Whether the input typed into may have several lines.
    pub fn takes_lines(&self) -> bool {
        self.inputs.get(self.at).is_some_and(Input::has_lines)
    }

    /// Whether the input typed into is the last.
    pub fn at_end(&self) -> bool {
        self.at + 1 >= self.inputs.len()
    }

    /// What the typed text would be taken as, shown beside it: the date, the unit.
    pub fn reading(&self, input: &Input, view: &View, lang: Lang) -> Option<String> {
        let text = input.typed()?;
        if let (Slot::Seat(_), Some(post)) = (&input.slot, &self.post) {
            return Some(duty::reading(view, post, &text, lang));
        }
        match &input.slot {
            Slot::Arg(Arg::Until | Arg::At) => {
                let t = self.instant(input, view)?;
                let date = match input.slot {
                    Slot::Arg(Arg::Until) => view.calendar.end_date(t),
                    _ => view.calendar.date(t),
                };
                let off = if view.calendar.is_workday(date) {
                    String::new()
                } else {
                    format!(" {}", t!(lang, ids::DASHBOARD_FORM_DAY_OFF))
                };
                let day = say::weekday(lang, date);
                let time = match input.slot {
                    Slot::Arg(Arg::Until) => say::due(&view.calendar, t),
                    _ => say::moment(&view.calendar, t),
                };
                Some(format!("{time} {day}{off}"))
            }
            Slot::Arg(Arg::Unit) => {
                let found = search::units(&view.campaign.plan, &text);
                let names: Vec<&str> = found.iter().take(5).map(|u| u.as_str()).collect();
                Some(if names.is_empty() {
                    t!(lang, ids::DASHBOARD_FORM_NO_UNIT)
                } else {
                    names.join("  ")
                })
            }
            _ => None,
        }
    }

    fn instant(&self, input: &Input, view: &View) -> Option<wallchart_plan::time::Instant> {
        let seen = self.tasks.first().and_then(|no| view.task(*no))?;
        let ends = input.slot != Slot::Arg(Arg::At);
        let base = if ends { seen.standing.deadline } else { None };
        let around = when::Around {
            calendar: &view.calendar,
            anchor: view.campaign.plan.campaign.anchor,
            base: base.unwrap_or(view.now),
            ends,
        };
        when::read(input.field.text(), around)
    }

    /// The command that the form makes, one for all its tasks.
    ///
    /// On failure the form shows why, at the input that it is about.
    pub fn command(&mut self, view: &View, lang: Lang) -> Option<Command> {
        if let Some(post) = &self.post {
            let made = duty::command(self, view, post, lang);
            self.error = made.as_ref().err().cloned();
            return made.ok();
        }
        // What is about the campaign is about no task.
        let none = [TaskNo(0)];
        let tasks = if self.play.is_some() { &none[..] } else { &self.tasks };
        let made = tasks.iter().map(|no| self.command_for(*no, view, lang));
        match made.collect::<Result<Vec<_>, _>>() {
            Ok(mut commands) => {
                self.error = None;
                if commands.len() > 1 { Some(Command::Batch { commands }) } else { commands.pop() }
            }
            Err(unfit) => {
                self.at = unfit.input.min(self.inputs.len().saturating_sub(1));
                self.error = Some(unfit.why);
                None
            }
        }
    }

    fn command_for(&self, task: TaskNo, view: &View, lang: Lang) -> Result<Command, Unfit> {
        let mut args = Args { playbook: self.play.clone(), ..Args::default() };
        for (i, input) in self.inputs.iter().enumerate() {
            self.fill(&mut args, input, task, view, lang).map_err(|why| Unfit { input: i, why })?;
        }
        action(self.action).command(task, args).map_err(|lacks| Unfit {
            input: self
                .inputs
                .iter()
                .position(|i| i.slot == Slot::Arg(lacks.0))
                .unwrap_or_default(),
            why: lacks.message(lang),
        })
    }

    fn fill(
        &self,
        args: &mut Args,
        input: &Input,
        task: TaskNo,
        view: &View,
        lang: Lang,
    ) -> Result<(), String> {
        match &input.slot {
            Slot::Arg(Arg::Step) => {
                let done = view.task(task).and_then(|s| s.record.steps.get(input.chosen).copied());
                args.step = u32::try_from(input.chosen).ok();
                args.ticked = Some(!done.unwrap_or(false));
                return Ok(());
            }
            Slot::Arg(Arg::Grant) => {
                args.grant = Some(input.chosen == 0);
                return Ok(());
            }
            Slot::Arg(Arg::Outcome) => {
                args.outcome = input.choices.get(input.chosen).cloned();
                return Ok(());
            }
            Slot::Arg(Arg::Nil) => {
                args.nil = input.chosen == 1;
                return Ok(());
            }
            Slot::Answer(name) if !input.choices.is_empty() => {
                // No and yes are words of the language of the moment.
                let says = |word| input.choices.get(input.chosen) == Some(&t!(lang, word));
                let value = match input.choices.get(input.chosen) {
                    Some(_) if says(ids::DASHBOARD_FORM_YES) => "yes".to_owned(),
                    Some(_) if says(ids::DASHBOARD_FORM_NO) => "no".to_owned(),
                    chosen => chosen.cloned().unwrap_or_default(),
                };
                args.answers.push((name.clone(), value));
                return Ok(());
            }
            _ => {}
        }
        if let Slot::Cell(column) = &input.slot
            && !input.choices.is_empty()
        {
            let cell = ["yes", "no", ""].get(input.chosen).copied().unwrap_or_default();
            args.row.push((column.clone(), cell.to_owned()));
            return Ok(());
        }
        let Some(text) = input.typed() else {
            return if input.optional || matches!(input.slot, Slot::Arg(_)) {
                Ok(())
            } else {
                Err(t!(lang, ids::DASHBOARD_FORM_FILL_IN, what = input.label.as_str()))
            };
        };
        match &input.slot {
            Slot::Arg(Arg::Problem) => args.problem = Some(text),
            Slot::Arg(Arg::Next) => args.next = Some(text),
            Slot::Arg(Arg::Percent) => args.percent = Some(percent(&text, lang)?),
            Slot::Arg(arg @ (Arg::Until | Arg::At)) => {
                let t = self.instant(input, view);
                let t = t.ok_or_else(|| t!(lang, ids::DASHBOARD_FORM_NO_DATE, text = text))?;
                *(if *arg == Arg::Until { &mut args.until } else { &mut args.at }) = Some(t);
            }
            Slot::Arg(Arg::Unit) => {
                args.unit =
                    Some(unit(&text, view).ok_or_else(|| t!(lang, ids::DASHBOARD_FORM_NO_UNIT))?);
            }
            Slot::Arg(_) => args.text = Some(text),
            Slot::Seat(_) | Slot::Anyway => {}
            Slot::Cell(column) => {
                let seen = view.task(task).ok_or_else(|| t!(lang, ids::DASHBOARD_NO_TASK))?;
                let cell = rows::cell(&view.campaign, seen.task, column, &text);
                args.row.push((column.clone(), cell));
            }
            Slot::Answer(name) => args.answers.push((name.clone(), text)),
            Slot::Figure(measure) => {
                let figure = figure(measure, &text, view);
                args.figures.push(
                    figure.ok_or_else(|| t!(lang, ids::DASHBOARD_FORM_NO_NUMBER, text = text))?,
                );
            }
        }
        Ok(())
    }
}

/// The inputs that an argument becomes.
fn inputs_for(
    arg: Arg,
    optional: bool,
    seen: Option<&Seen<'_>>,
    view: &View,
    lang: Lang,
    out: &mut Vec<Input>,
) {
    let label = t!(lang, arg.name());
    let mut input = Input::new(label, Slot::Arg(arg), optional);
    match arg {
        // These come by file or by event, which a form has no good way to name.
        Arg::Evidence | Arg::Corrects | Arg::Command | Arg::Playbook | Arg::Ticked => return,
        Arg::Step => {
            let Some(seen) = seen else { return };
            let ticked = |i: usize| seen.record.steps.get(i).copied().unwrap_or(false);
            let steps = seen.task.steps.iter().enumerate();
            input.choices = steps
                .map(|(i, s)| format!("[{}] {s}", if ticked(i) { 'x' } else { ' ' }))
                .collect();
            input.chosen = (0..seen.task.steps.len()).find(|i| !ticked(*i)).unwrap_or(0);
        }
        Arg::Grant => {
            input.choices =
                vec![t!(lang, ids::DASHBOARD_FORM_GRANT), t!(lang, ids::DASHBOARD_FORM_REFUSE)];
        }
        Arg::Outcome => {
            let outcomes = seen.map(|s| s.task.outcomes.clone()).unwrap_or_default();
            if outcomes.is_empty() {
                return;
            }
            input.choices = outcomes;
            input.optional = false;
        }
        Arg::Nil => {
            let is_empty = |s: &Seen<'_>| !s.task.log.is_empty() && s.record.rows.count() == 0;
            if !seen.is_some_and(|s| s.task.nil_report || is_empty(s)) {
                return;
            }
            input.choices =
                vec![t!(lang, ids::DASHBOARD_FORM_NO), t!(lang, ids::DASHBOARD_FORM_YES)];
        }
        Arg::Figures => {
            let asks = seen.map(|s| s.task.measures.as_slice()).unwrap_or_default();
            for ask in asks.iter().filter(|ask| ask.from.is_none()) {
                let unit = say::quantity(lang, &view.campaign.plan, &ask.measure);
                let label = format!("{} ({unit})", ask.measure);
                out.push(Input::new(label, Slot::Figure(ask.measure.clone()), true));
            }
            return;
        }
        Arg::Row => {
            for column in seen.map(|s| s.task.log.as_slice()).unwrap_or_default() {
                let label = say::column(lang, column);
                let mut input = Input::new(label, Slot::Cell(column.name.clone()), column.optional);
                if column.kind == AskKind::YesNo {
                    input.choices = ["yes", "no"].map(|c| say::cell(lang, &column.kind, c)).into();
                    input.choices.extend(column.optional.then(|| "—".to_owned()));
                }
                out.push(input);
            }
            return;
        }
        Arg::Answers => {
            for name in seen.map(|s| s.task.ask.as_slice()).unwrap_or_default() {
                let label = wallchart_campaign::asked_for(lang, name);
                out.push(Input::new(label, Slot::Answer(name.clone()), false));
            }
            return;
        }
        _ => {}
    }
    out.push(input);
}

/// Reads `80`, `80%` and full-width forms of them.
fn percent(text: &str, lang: Lang) -> Result<u8, String> {
    let plain = crate::figure::half_width(text);
    let number = plain.trim_end_matches('%').trim().parse().ok().filter(|n| *n <= 100);
    number.ok_or_else(|| t!(lang, ids::DASHBOARD_FORM_NO_PERCENT, text = text))
}

/// Reads `1200`, `1,200`, `300余`, `近300`, `10万余`: exact, somewhat above, somewhat below.
fn figure(measure: &MeasureId, text: &str, view: &View) -> Option<Figure> {
    let known = view.campaign.plan.measure(measure);
    let written = crate::figure::written(text)?;
    let is_in = known.is_none_or(|m| written.is_in(&m.quantity));
    let (value, qualifier) = (written.value, written.qualifier);
    let figure = Figure { measure: measure.clone(), value, qualifier, period: None, as_of: None };
    is_in.then_some(figure)
}

/// The unit that the text names: exactly, else the best of those found.
fn unit(text: &str, view: &View) -> Option<UnitId> {
    search::units(&view.campaign.plan, text).into_iter().next()
}
