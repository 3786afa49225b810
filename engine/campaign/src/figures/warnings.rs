//! What is said at once of figures that were just recorded. They are recorded all the same.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use wallchart_plan::ids::{MeasureId, TaskNo};

use super::units::{Broken, broken_by};
use crate::command::{Figure, Qualifier};
use crate::event::{Event, EventBody};
use crate::state::Campaign;

/// Something that whoever records figures should hear.
#[derive(Debug, Clone, PartialEq)]
pub enum Warning {
    /// A check that the figures break.
    Broken(Broken),
    /// An exact figure said to be somewhat more or less: `12016多`.
    TooExact {
        /// Which measure.
        measure: MeasureId,
        /// The figure.
        value: Decimal,
        /// How exact it is said to be.
        qualifier: Qualifier,
    },
}

/// What is to be said of what these events recorded, in the campaign as they have left it.
pub fn warnings(campaign: &Campaign, events: &[Event]) -> Vec<Warning> {
    let mut tasks: BTreeSet<TaskNo> = BTreeSet::new();
    let mut out = Vec::new();
    for event in events {
        match &event.body {
            EventBody::MeasureRecorded { task, figure, .. } => {
                tasks.insert(*task);
                out.extend(too_exact(figure));
            }
            EventBody::TaskSubmitted { task, nil: true, .. } => {
                tasks.insert(*task);
            }
            _ => {}
        }
    }
    if !tasks.is_empty() {
        let tasks: Vec<TaskNo> = tasks.into_iter().collect();
        out.extend(broken_by(campaign, &tasks).into_iter().map(Warning::Broken));
    }
    out
}

/// Nobody counts to the last one and then says "somewhat more".
fn too_exact(figure: &Figure) -> Option<Warning> {
    let is_round = (figure.value % Decimal::TEN).is_zero() || figure.value < Decimal::ONE_HUNDRED;
    let Figure { measure, value, qualifier, .. } = figure;
    (*qualifier != Qualifier::Exact && !is_round).then(|| Warning::TooExact {
        measure: measure.clone(),
        value: *value,
        qualifier: *qualifier,
    })
}
