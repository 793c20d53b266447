//! Packages as modules for the preview's frame: each specifier an entry, all sharing what they have in common.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rolldown::plugin::{
    HookLoadArgs, HookLoadOutput, HookLoadReturn, HookResolveIdArgs, HookResolveIdOutput,
    HookResolveIdReturn, HookUsage, Plugin, PluginContext, SharedLoadPluginContext,
};
use rolldown::{BundlerBuilder, InputItem, PreserveEntrySignatures};
use rolldown_common::{ImportKind, ModuleType, Output, ResolvedExternal};

use crate::child::Done;
use crate::css;
use crate::job::{Bundled, Fault, PackagesJob};
use crate::shared::{EMPTY, EMPTY_CODE, fault, find_package, is_node, options, write};
use crate::unpack::unpack;

/// The folder of the modules that stand for entries; it exists in their names only.
const ENTRIES: &str = ".easel";
/// Before the specifier of a shared module that CommonJS asks for.
const REQUIRED: &str = "\0easel-required:";

pub async fn bundle(job: PackagesJob) -> Done {
    unpack(&job.folder, &job.tree)?;
    let names: BTreeMap<String, String> =
        job.entries.iter().enumerate().map(|(at, entry)| (file_name(at, entry), entry.clone())).collect();
    let place = job.folder.join(ENTRIES);
    let input = names.keys().map(|name| InputItem {
        name: Some(name.clone()),
        import: place.join(format!("{name}.js")).display().to_string(),
    });
    let mut options = options(&job.folder, "development");
    options.input = Some(input.collect());
    options.preserve_entry_signatures = Some(PreserveEntrySignatures::AllowExtension);
    let plugin = Packages {
        root: job.folder.clone(),
        shared: job.shared,
        beside: job.beside,
        place,
        entries: names.clone(),
    };
    let mut bundler = BundlerBuilder::default()
        .with_options(options)
        .with_plugins(vec![std::sync::Arc::new(plugin)])
        .build()
        .map_err(|error| fault(&error, &job.folder))?;
    let built = bundler.generate().await.map_err(|error| fault(&error, &job.folder))?;
    write(&job.folder.join("out"), &built.assets)?;
    let mut modules = BTreeMap::new();
    for output in &built.assets {
        if let Output::Chunk(chunk) = output
            && chunk.is_entry
            && let Some(entry) = names.get(chunk.name.as_str())
        {
            modules.insert(entry.clone(), chunk.filename.to_string());
        }
    }
    match job.entries.iter().find(|entry| !modules.contains_key(*entry)) {
        Some(entry) => Err(Fault::new(format!("The package \"{entry}\" has nothing to import."))),
        None => Ok(Bundled::Packages(modules)),
    }
}

/// Unique, and readable in a stack trace.
fn file_name(at: usize, entry: &str) -> String {
    let plain: String =
        entry.chars().map(|part| if part.is_ascii_alphanumeric() { part } else { '_' }).collect();
    format!("{plain}_{at}")
}

#[derive(Debug)]
struct Packages {
    root: PathBuf,
    shared: BTreeMap<String, String>,
    beside: BTreeSet<String>,
    place: PathBuf,
    /// Name of the module that stands for an entry, to the entry's specifier.
    entries: BTreeMap<String, String>,
}

impl Packages {
    /// The specifier behind the id of a module that stands for an entry.
    fn entry(&self, id: &str) -> Option<&str> {
        let name = Path::new(id).strip_prefix(&self.place).ok()?.to_str()?.strip_suffix(".js")?;
        self.entries.get(name).map(String::as_str)
    }

    fn resolve(&self, args: &HookResolveIdArgs<'_>) -> Option<HookResolveIdOutput> {
        let specifier = args.specifier;
        if self.entry(specifier).is_some() {
            return Some(HookResolveIdOutput::from_id(specifier));
        }
        let importer = args.importer.filter(|importer| !importer.starts_with('\0'));
        if let Some(address) = self.shared.get(specifier)
            && (args.importer.is_some_and(|importer| importer.starts_with(REQUIRED))
                || self.is_shared_for(vfs::package_of(specifier), importer))
        {
            return Some(match args.kind {
                ImportKind::Require => HookResolveIdOutput::from_id(format!("{REQUIRED}{specifier}")),
                _ => HookResolveIdOutput {
                    id: address.as_str().into(),
                    external: Some(ResolvedExternal::Bool(true)),
                    normalize_external_id: Some(false),
                    ..HookResolveIdOutput::default()
                },
            });
        }
        is_node(specifier, importer, &self.root).then(|| HookResolveIdOutput::from_id(EMPTY))
    }

    /// A package that needs another version than the shared one has it near by.
    fn is_shared_for(&self, name: &str, importer: Option<&str>) -> bool {
        match find_package(name, importer, &self.root) {
            None => true,
            Some(folder) => self.beside.contains(name) && folder == self.root.join("node_modules").join(name),
        }
    }

    fn load(&self, id: &str) -> anyhow::Result<Option<HookLoadOutput>> {
        let code = if let Some(specifier) = self.entry(id) {
            // What the members of a CommonJS module are is known only when it has run: all of them are handed over in
            // one object, the default as bundlers see it.
            format!(
                "import * as all from {specifier:?};\nexport * from {specifier:?};\n\
                 export {{ all as __easelAll }};\n"
            )
        } else if id == EMPTY {
            EMPTY_CODE.to_owned()
        } else if let Some(specifier) = id.strip_prefix(REQUIRED) {
            // What require() answers has the names of the module, and a default for those who expect one.
            format!(
                "import * as all from {specifier:?};\nexport * from {specifier:?};\n\
                 const inner = all[\"default\"] ?? all;\nexport {{ inner as default }};\n"
            )
        } else if id.ends_with(".css") {
            css::injecting_module(Path::new(id))?
        } else {
            return Ok(None);
        };
        Ok(Some(HookLoadOutput {
            code: code.into(),
            module_type: Some(ModuleType::Js),
            ..HookLoadOutput::default()
        }))
    }
}

impl Plugin for Packages {
    fn name(&self) -> Cow<'static, str> {
        Cow::Borrowed("easel:packages")
    }

    async fn resolve_id(&self, _: &PluginContext, args: &HookResolveIdArgs<'_>) -> HookResolveIdReturn {
        Ok(self.resolve(args))
    }

    async fn load(&self, _: SharedLoadPluginContext, args: &HookLoadArgs<'_>) -> HookLoadReturn {
        self.load(args.id)
    }

    fn register_hook_usage(&self) -> HookUsage {
        HookUsage::ResolveId | HookUsage::Load
    }
}
