//! A rich report made by hand, rendered with the default theme from disk: what the tests of this room look at. With
//! `RENDER_SAMPLE_OUT=/tmp/site` its pages are written there, to be seen in a browser.

mod figures;
mod report;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use crate::model::{Audience, Government, Organisation, Site, Theme};
use crate::render::{Entry, Page, Renderer, Setting};

pub(in crate::render) use self::report::report;

/// The default theme, as it lies on the disk, in a language.
pub(in crate::render) fn theme(language: &str) -> Theme {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let yaml = |path: &str| -> serde_yaml::Value {
        serde_yaml::from_str(&std::fs::read_to_string(root.join(path)).unwrap()).unwrap()
    };
    let pairs = |value: &serde_yaml::Value| -> Vec<(String, String)> {
        let text = |value: &serde_yaml::Value| value.as_str().unwrap_or_default().to_owned();
        let map = value.as_mapping().unwrap();
        map.iter().map(|(key, value)| (text(key), text(value))).collect()
    };
    let files = |folder: &str| -> Vec<(String, Vec<u8>)> {
        let folder = root.join(folder);
        let entries = walkdir::WalkDir::new(&folder).into_iter().map(|entry| entry.unwrap());
        entries
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let path = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
                (path, std::fs::read(entry.path()).unwrap())
            })
            .collect()
    };
    Theme {
        name: "default".to_owned(),
        templates: files("templates")
            .into_iter()
            .map(|(name, bytes)| (name, Cow::Owned(String::from_utf8(bytes).unwrap())))
            .collect(),
        assets: files("assets").into_iter().map(|(name, bytes)| (name, Cow::Owned(bytes))).collect(),
        tokens: ["light", "dark", "print", "size"]
            .iter()
            .map(|group| ((*group).to_owned(), pairs(&yaml("theme.yaml")["tokens"][*group])))
            .collect(),
        interface: pairs(&yaml(&format!("locales/{language}.yaml"))["interface"])
            .into_iter()
            .collect::<BTreeMap<_, _>>(),
    }
}

pub(in crate::render) fn site() -> Site {
    let some = |text: &str| Some(text.to_owned());
    Site {
        title: "示例县生态环境局年度工作总结".to_owned(),
        language: "zh-Hans".to_owned(),
        theme: "default".to_owned(),
        base_url: some("https://www.example.gov.cn/sthjj/nb/"),
        timezone: "+08:00".to_owned(),
        sample: true,
        organisation: Organisation {
            name: some("示例县生态环境局"),
            address: some("示例县环城路1号"),
            phone: some("0000-0000000"),
        },
        government: Some(Government {
            name: some("示例县人民政府"),
            domain: some("www.example.gov.cn"),
            id_code: some("3600000000"),
            column: some("年度工作总结"),
            icp: some("赣ICP备00000000号"),
            public_security: some("赣公网安备00000000000000号"),
            ..Government::default()
        }),
    }
}

/// All pages of a site with two reports.
pub(in crate::render) fn pages(language: &str, audience: Audience) -> Vec<Page> {
    let reports = [report(2021), report(2022)];
    let setting = Setting::of(audience, reports.iter().map(Entry::from).collect(), Vec::new());
    let site = Site { language: language.to_owned(), ..site() };
    let renderer = Renderer::new(&theme(language), &site, setting).unwrap();
    let mut pages = renderer.front().unwrap();
    for report in &reports {
        pages.extend(renderer.report(report).unwrap());
    }
    pages
}
