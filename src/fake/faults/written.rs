//! How plans are written: `fault:trigger:option…`, such as `429:next=3:retry-after=2`, or as JSON with
//! the same names.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Fault, NAMES, Plan, Trigger};

/// Why a plan cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadPlan(String);

impl FromStr for Fault {
    type Err = BadPlan;

    fn from_str(text: &str) -> Result<Self, BadPlan> {
        let named = NAMES.iter().find(|(name, _)| *name == text).map(|(_, fault)| *fault);
        named
            .or_else(|| text.parse().ok().map(Self::Code))
            .ok_or_else(|| BadPlan(format!("no fault is called {text:?}")))
    }
}

impl Plan {
    /// Several plans, separated by commas.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub fn several(text: &str) -> Result<Vec<Self>, BadPlan> {
        text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::parse).collect()
    }
}

impl FromStr for Plan {
    type Err = BadPlan;

    fn from_str(text: &str) -> Result<Self, BadPlan> {
        let mut parts = text.split(':').map(str::trim);
        let mut plan = Self::always(parts.next().unwrap_or_default().parse()?);
        for part in parts {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let number = || {
                value.parse().map_err(|_| BadPlan(format!("{name:?} wants a number: {value:?}")))
            };
            match name {
                "always" => plan.trigger = Trigger::Always,
                "next" => plan.trigger = Trigger::Next(number()?),
                "every" => plan.trigger = Trigger::Every(number()?),
                "percent" => plan.trigger = Trigger::Percent(number()?),
                "retry-after" => plan.retry_after = Some(number()?),
                "seconds" => plan.seconds = Some(number()?),
                "on" => plan.on = Some(value.to_owned()),
                "to" => plan.to = Some(value.to_owned()),
                _ => return Err(BadPlan(format!("a plan has no {name:?}"))),
            }
        }
        Ok(plan)
    }
}

/// A plan as the control side takes and shows it.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// The fault's name, or a provider's code.
    fault: serde_json::Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    every: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    percent: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<u32>,
}

impl TryFrom<Order> for Plan {
    type Error = BadPlan;

    fn try_from(order: Order) -> Result<Self, BadPlan> {
        let name = match &order.fault {
            serde_json::Value::String(name) => name.clone(),
            other => other.to_string(),
        };
        let trigger = match (order.next, order.every, order.percent) {
            (Some(times), _, _) => Trigger::Next(times),
            (None, Some(times), _) => Trigger::Every(times),
            (None, None, Some(percent)) => Trigger::Percent(percent),
            (None, None, None) => Trigger::Always,
        };
        Ok(Self {
            fault: name.parse()?,
            trigger,
            on: order.on,
            to: order.to,
            retry_after: order.retry_after,
            seconds: order.seconds,
        })
    }
}

impl From<&Plan> for Order {
    fn from(plan: &Plan) -> Self {
        let mut order = Self {
            fault: plan.fault.name().into(),
            on: plan.on.clone(),
            to: plan.to.clone(),
            retry_after: plan.retry_after,
            seconds: plan.seconds,
            ..Self::default()
        };
        match plan.trigger {
            Trigger::Always => {}
            Trigger::Next(times) => order.next = Some(times),
            Trigger::Every(times) => order.every = Some(times),
            Trigger::Percent(percent) => order.percent = Some(percent),
        }
        order
    }
}

/// Plans from JSON, one or several, or from their written form.
///
/// # Errors
/// Why they cannot be read.
pub fn plans(body: &[u8]) -> Result<Vec<Plan>, String> {
    let several: Result<Vec<Order>, _> =
        serde_json::from_slice(body).or_else(|_| serde_json::from_slice(body).map(|one| vec![one]));
    match several {
        Ok(orders) => {
            let plans: Result<Vec<Plan>, _> = orders.into_iter().map(Plan::try_from).collect();
            plans.map_err(|bad| bad.to_string())
        }
        Err(error) => {
            let text = String::from_utf8_lossy(body);
            if text.trim_start().starts_with(['{', '[']) {
                return Err(error.to_string());
            }
            Plan::several(&text).map_err(|bad| bad.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_reads_as_it_is_written() {
        let plan: Plan = "429:next=3:retry-after=2:on=messages".parse().expect("it is well formed");

        assert_eq!(plan.fault, Fault::TooMany);
        assert_eq!(plan.trigger, Trigger::Next(3));
        assert_eq!(plan.retry_after, Some(2));
        assert_eq!("131056".parse(), Ok(Plan::always(Fault::Code(131_056))));
        assert!("131056:often".parse::<Plan>().is_err());
        assert!("flood".parse::<Plan>().is_err());
    }
}
