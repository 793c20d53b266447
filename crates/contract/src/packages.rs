use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a project imports of packages that do not come with Easel: `POST /api/packages/resolve`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackagesRequest {
    pub wanted: Vec<WantedPackage>,
    /// Specifiers as they are imported: `name`, `@scope/name/part`.
    pub imports: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WantedPackage {
    pub name: String,
    /// As `package.json` has it; empty for more parts of what comes with Easel.
    pub range: String,
}

/// Specifier to the address of its module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageAddresses {
    pub addresses: BTreeMap<String, String>,
}
