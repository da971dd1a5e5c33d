//! What the program that makes a release is made of: a software bill of materials in CycloneDX 1.5
//! (<https://cyclonedx.org/docs/1.5/json/>), read from the lock file that it was compiled with.

use serde_json::{Value, json};

use super::Exports;

/// The packages that the program was compiled with, as cargo locked them.
const LOCK: &str = include_str!("../../Cargo.lock");

/// A package of the lock file.
#[derive(Debug, Default, PartialEq, Eq)]
struct Package<'l> {
    name: &'l str,
    version: &'l str,
    /// SHA-256, hexadecimal; none for the atlas itself.
    checksum: Option<&'l str>,
    /// Names, with the version where several of one name are locked.
    dependencies: Vec<&'l str>,
}

/// `sbom.cdx.json`: every package that the program or its tests are made of, with its checksum and
/// what it needs.
///
/// # Errors
/// Never: the values can always be written.
pub fn file(exports: &Exports<'_>) -> Result<Vec<u8>, serde_json::Error> {
    let packages = packages(LOCK);
    let is_own = |package: &&Package<'_>| package.checksum.is_none();
    let components: Vec<Value> =
        packages.iter().filter(|package| !is_own(package)).map(component).collect();
    let own = packages.iter().find(is_own).map(component);
    let dependencies: Vec<Value> = packages
        .iter()
        .map(|package| {
            let needs = package.dependencies.iter().filter_map(|name| find(&packages, name));
            let needs: Vec<String> = needs.map(purl).collect();
            json!({"ref": purl(package), "dependsOn": needs})
        })
        .collect();
    let document = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": format!("{}T00:00:00Z", exports.stamp.generated_at),
            "component": own,
        },
        "components": components,
        "dependencies": dependencies,
    });
    let mut bytes = serde_json::to_vec_pretty(&document)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The packages of a lock file, which cargo writes line by line.
fn packages(lock: &str) -> Vec<Package<'_>> {
    let mut packages = Vec::new();
    for block in lock.split("[[package]]").skip(1) {
        let mut package = Package::default();
        for line in block.lines() {
            match line.split_once(" = ") {
                Some(("name", text)) => package.name = strip(text).unwrap_or_default(),
                Some(("version", text)) => package.version = strip(text).unwrap_or_default(),
                Some(("checksum", text)) => package.checksum = strip(text),
                _ if line.starts_with(" \"") => package.dependencies.extend(strip(line)),
                _ => {}
            }
        }
        packages.push(package);
    }
    packages
}

/// The text between quotes.
fn strip(text: &str) -> Option<&str> {
    text.trim().trim_end_matches(',').strip_prefix('"')?.strip_suffix('"')
}

/// The package that a dependency such as `serde` or `rand 0.8.5` names.
fn find<'p, 'l>(packages: &'p [Package<'l>], dependency: &str) -> Option<&'p Package<'l>> {
    let mut parts = dependency.split(' ');
    let (name, version) = (parts.next()?, parts.next());
    packages
        .iter()
        .find(|it| it.name == name && version.is_none_or(|version| it.version == version))
}

/// <https://github.com/package-url/purl-spec>, type `cargo`.
fn purl(package: &Package<'_>) -> String {
    format!("pkg:cargo/{}@{}", package.name, package.version)
}

fn component(package: &Package<'_>) -> Value {
    let hashes: Vec<Value> =
        package.checksum.iter().map(|hash| json!({"alg": "SHA-256", "content": hash})).collect();
    json!({
        "type": if package.checksum.is_some() { "library" } else { "application" },
        "bom-ref": purl(package),
        "name": package.name,
        "version": package.version,
        "purl": purl(package),
        "hashes": hashes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_locked_package_is_read() {
        let packages = packages(LOCK);
        assert_eq!(packages.len(), LOCK.matches("[[package]]").count());
        assert!(packages.iter().all(|it| !it.name.is_empty() && !it.version.is_empty()));
        let own: Vec<_> = packages.iter().filter(|it| it.checksum.is_none()).collect();
        assert_eq!(own.len(), 1, "{own:?}");
        assert_eq!(own[0].name, env!("CARGO_PKG_NAME"));
        for package in &packages {
            for needed in &package.dependencies {
                assert!(find(&packages, needed).is_some(), "{needed} of {}", package.name);
            }
            assert!(package.checksum.is_none_or(|it| it.len() == 64));
        }
    }
}
