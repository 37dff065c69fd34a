//! The integration tests: the program over small content folders in `tests/fixtures`, each named for what it shows.
//! Enter at [`fixture`], which builds and checks them; [`page`] reads a built page as text.

mod archive;
mod audit;
mod behaviour;
mod carried;
mod clerk;
mod contrast;
mod dependencies;
mod docs;
mod docx;
mod docx_text;
mod export;
mod faults;
mod fixture;
mod gallery;
mod hidden;
mod injection;
mod killed;
mod links;
mod machines;
mod mutations;
mod new;
mod page;
mod press;
mod problems_doc;
mod schema;
mod serve;
mod sheets;
mod site;
mod themes;
mod trends;
mod twelve;
mod usage;
mod weight;
mod workbook;
mod writing;
