//! Formulas: `(levels.优 + levels.良) / levels * 100`, in exact decimals. [`parse`] makes a tree with the place of
//! each piece, [`evaluate`] computes it with the values that a [`Scope`] knows.

mod evaluate;
mod parse;
#[cfg(test)]
mod tests;

use std::ops::Range;

use rust_decimal::Decimal;

use crate::model::Value;

pub use crate::problem::{FormulaExpected as Expected, FormulaFaultKind};
pub use evaluate::{Computed, Lack, Scope, compare, evaluate};
pub use parse::{parse, parse_check};

/// A piece of a formula, with its bytes in the formula's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    /// What it is.
    pub kind: ExpressionKind,
    /// Where it stands.
    pub range: Range<usize>,
}

impl Expression {
    /// The names in it, in the order written.
    #[must_use]
    pub fn names(&self) -> Vec<&[String]> {
        match &self.kind {
            ExpressionKind::Number(_) => Vec::new(),
            ExpressionKind::Name(name) => vec![name],
            ExpressionKind::Negative(inner) => inner.names(),
            ExpressionKind::Binary(_, left, right) => [left.names(), right.names()].concat(),
            ExpressionKind::Call(_, values) => values.iter().flat_map(Self::names).collect(),
        }
    }
}

/// The kinds of expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpressionKind {
    /// A number as typed.
    Number(Decimal),
    /// A path: the steps of `levels.优`.
    Name(Vec<String>),
    /// A sign before an expression.
    Negative(Box<Expression>),
    /// Two expressions and what is done with them.
    Binary(Operator, Box<Expression>, Box<Expression>),
    /// A function of expressions.
    Call(Function, Vec<Expression>),
}

/// What is done with two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// A function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// `round(x, n)`
    Round,
    /// The sum of several values or of a list.
    Sum,
    /// The smallest.
    Min,
    /// The largest.
    Max,
    /// The arithmetic mean.
    Mean,
}

impl Function {
    /// All of them with their names.
    pub const NAMES: [(&'static str, Self); 5] = [
        ("round", Self::Round),
        ("sum", Self::Sum),
        ("min", Self::Min),
        ("max", Self::Max),
        ("mean", Self::Mean),
    ];
}

/// A comparison that must hold: `levels = 334`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What stands left.
    pub left: Expression,
    /// How they are to compare.
    pub relation: Relation,
    /// What stands right.
    pub right: Expression,
}

/// How two sides of a check are to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// `=`
    Equal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl Relation {
    /// The sign for it.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        }
    }
}

/// What is wrong with a formula, and where in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormulaFault {
    /// What is wrong.
    pub kind: FormulaFaultKind,
    /// Where.
    pub range: Range<usize>,
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// One value.
    One(Value),
    /// Several: parts, months, items.
    Many(Vec<Value>),
}
