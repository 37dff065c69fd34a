//! A theme as loaded: templates, assets, tokens and the words of a language.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// A theme: the embedded default, overridden file by file by `themes/NAME`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// Templates by their path under `templates/`: `page.html`.
    pub templates: BTreeMap<String, Cow<'static, str>>,
    /// Assets by their path under `assets/`: `site.css`.
    pub assets: BTreeMap<String, Cow<'static, [u8]>>,
    /// Groups of tokens by name: `light`, `dark`, `print`, `size`; each a list of (name, value) in the order typed.
    pub tokens: BTreeMap<String, Vec<(String, String)>>,
    /// Words for the interface by key, for the site's language: `home` → 首页.
    pub interface: BTreeMap<String, String>,
}
