//! Raw shapes that a number, or several, may be typed in. They hold the shape only: the exact text of each number
//! is taken from the marks of the first pass, so that `95.80` keeps its places.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};

use super::yaml::Pairs;

/// A number or what stands instead of one.
#[derive(Debug)]
pub(super) struct Num;

impl<'de> Deserialize<'de> for Num {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Num;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }
            fn visit_str<E: Error>(self, _: &str) -> Result<Num, E> {
                Ok(Num)
            }
            fn visit_unit<E: Error>(self) -> Result<Num, E> {
                Ok(Num)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// A raw type that is a scalar, a list or a map, as far as it allows each.
trait Shape: Sized {
    const EXPECTED: &'static str;
    fn scalar(_flag: Option<bool>) -> Option<Self> {
        None
    }
    fn list<'de, D: Deserializer<'de>>(list: D) -> Result<Self, D::Error> {
        drop(list);
        Err(D::Error::invalid_type(Unexpected::Seq, &Self::EXPECTED))
    }
    fn map<'de, D: Deserializer<'de>>(map: D) -> Result<Self, D::Error> {
        drop(map);
        Err(D::Error::invalid_type(Unexpected::Map, &Self::EXPECTED))
    }
}

struct ShapeVisitor<T>(std::marker::PhantomData<T>);

impl<T: Shape> ShapeVisitor<T> {
    fn scalar<E: Error>(flag: Option<bool>, found: Unexpected<'_>) -> Result<T, E> {
        T::scalar(flag).ok_or_else(|| E::invalid_type(found, &T::EXPECTED))
    }
}

impl<'de, T: Shape> Visitor<'de> for ShapeVisitor<T> {
    type Value = T;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }
    fn visit_unit<E: Error>(self) -> Result<T, E> {
        Self::scalar(None, Unexpected::Unit)
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        Self::scalar(Some(value), Unexpected::Bool(value))
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        Self::scalar(None, Unexpected::Signed(value))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        Self::scalar(None, Unexpected::Unsigned(value))
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        Self::scalar(None, Unexpected::Float(value))
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        Self::scalar(None, Unexpected::Str(value))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
        T::list(SeqAccessDeserializer::new(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::map(MapAccessDeserializer::new(map))
    }
}

macro_rules! deserialize_shape {
    ($($shape:ty),*) => {$(
        impl<'de> Deserialize<'de> for $shape {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(ShapeVisitor(std::marker::PhantomData))
            }
        }
    )*};
}
deserialize_shape!(RawTimed, RawItem, RawYears, RawYearValue, RawPrevious, RawMask, RawIds, RawWords);

/// One series, or several with names.
#[derive(Debug)]
pub(super) enum RawTimed {
    One(Vec<Num>),
    Many(Pairs<Vec<Num>>),
}

impl Shape for RawTimed {
    const EXPECTED: &'static str = "a list of numbers, or a map of such lists";
    fn list<'de, D: Deserializer<'de>>(list: D) -> Result<Self, D::Error> {
        Vec::deserialize(list).map(Self::One)
    }
    fn map<'de, D: Deserializer<'de>>(map: D) -> Result<Self, D::Error> {
        Pairs::deserialize(map).map(Self::Many)
    }
}

/// An item: a number, or its parts.
#[derive(Debug)]
pub(super) enum RawItem {
    Single,
    Parts(Pairs<Num>),
}

impl Shape for RawItem {
    const EXPECTED: &'static str = "a number, or a map of parts";
    fn scalar(_flag: Option<bool>) -> Option<Self> {
        Some(Self::Single)
    }
    fn map<'de, D: Deserializer<'de>>(map: D) -> Result<Self, D::Error> {
        Pairs::deserialize(map).map(Self::Parts)
    }
}

/// Values by year: a list, a number by year, or lists by name.
#[derive(Debug)]
pub(super) enum RawYears {
    List(Vec<Num>),
    Map(Pairs<RawYearValue>),
}

impl Shape for RawYears {
    const EXPECTED: &'static str = "a list of numbers, or a map by year";
    fn list<'de, D: Deserializer<'de>>(list: D) -> Result<Self, D::Error> {
        Vec::deserialize(list).map(Self::List)
    }
    fn map<'de, D: Deserializer<'de>>(map: D) -> Result<Self, D::Error> {
        Pairs::deserialize(map).map(Self::Map)
    }
}

/// A year's number, or a named series.
#[derive(Debug)]
pub(super) enum RawYearValue {
    Single,
    List(Vec<Num>),
}

impl Shape for RawYearValue {
    const EXPECTED: &'static str = "a number, or a list of numbers";
    fn scalar(_flag: Option<bool>) -> Option<Self> {
        Some(Self::Single)
    }
    fn list<'de, D: Deserializer<'de>>(list: D) -> Result<Self, D::Error> {
        Vec::deserialize(list).map(Self::List)
    }
}

/// Last year's value, or a map with more.
#[derive(Debug)]
pub(super) enum RawPrevious {
    Single,
    Map(RawPreviousMap),
}

/// Last year's figures.
#[derive(Debug, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "上年数")]
pub(super) struct RawPreviousMap {
    #[schemars(description = "上年的值。")]
    pub(super) value: Option<Num>,
    #[schemars(description = "上年逐月数。")]
    pub(super) monthly: Option<RawTimed>,
    #[schemars(description = "上年各部分。")]
    pub(super) parts: Option<Pairs<Num>>,
    #[schemars(description = "上年各项目。")]
    pub(super) items: Option<Pairs<RawItem>>,
    #[schemars(description = "上年数修订的原因。")]
    pub(super) revised: Option<String>,
}

impl Shape for RawPrevious {
    const EXPECTED: &'static str = "a number, or a map";
    fn scalar(_flag: Option<bool>) -> Option<Self> {
        Some(Self::Single)
    }
    fn map<'de, D: Deserializer<'de>>(map: D) -> Result<Self, D::Error> {
        RawPreviousMap::deserialize(map).map(Self::Map)
    }
}

/// All, none, or these.
#[derive(Debug)]
pub(super) enum RawMask {
    Flag(bool),
    Names(Vec<String>),
}

impl Shape for RawMask {
    const EXPECTED: &'static str = "true, false, or a list of names";
    fn scalar(flag: Option<bool>) -> Option<Self> {
        flag.map(Self::Flag)
    }
    fn list<'de, D: Deserializer<'de>>(list: D) -> Result<Self, D::Error> {
        Vec::deserialize(list).map(Self::Names)
    }
}

/// A list of words, or one for each of several languages.
#[derive(Debug)]
pub(super) enum RawWords {
    One(Vec<String>),
    Many(Pairs<Vec<String>>),
}

impl RawWords {
    /// The words of every language.
    pub(super) fn lists(&self) -> Vec<Vec<String>> {
        match self {
            Self::One(words) => vec![words.clone()],
            Self::Many(languages) => languages.0.iter().map(|(_, words)| words.clone()).collect(),
        }
    }

    /// The words of a language, of English where it has none, else of the first that is there. What a language
    /// leaves out is taken from the first.
    pub(super) fn of(self, language: &str) -> Vec<String> {
        let languages = match self {
            Self::One(words) => return words,
            Self::Many(languages) => languages.0,
        };
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
        let same = |wanted: &dyn Fn(&str) -> bool| languages.iter().find(|(tag, _)| wanted(tag));
        let found = same(&|tag| tag == language)
            .or_else(|| same(&|tag| primary(tag) == primary(language)))
            .or_else(|| same(&|tag| tag == "en"));
        let first = languages.first().map(|(_, words)| words.clone()).unwrap_or_default();
        let found = found.map_or_else(|| first.clone(), |(_, words)| words.clone());
        let rest = first.into_iter().skip(found.len());
        found.iter().cloned().chain(rest).collect()
    }
}

impl Shape for RawWords {
    const EXPECTED: &'static str = "a list of words, or a map of such lists by language";
    fn list<'de, D: Deserializer<'de>>(list: D) -> Result<Self, D::Error> {
        Vec::deserialize(list).map(Self::One)
    }
    fn map<'de, D: Deserializer<'de>>(map: D) -> Result<Self, D::Error> {
        Pairs::deserialize(map).map(Self::Many)
    }
}

/// An id, or a list of them.
#[derive(Debug)]
pub(super) enum RawIds {
    One,
    Many(Vec<String>),
}

impl Shape for RawIds {
    const EXPECTED: &'static str = "an id, or a list of ids";
    fn scalar(_flag: Option<bool>) -> Option<Self> {
        Some(Self::One)
    }
    fn list<'de, D: Deserializer<'de>>(list: D) -> Result<Self, D::Error> {
        Vec::deserialize(list).map(Self::Many)
    }
}
