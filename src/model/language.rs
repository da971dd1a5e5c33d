//! Languages that a facility may speak with patients.

/// A language: its code of ISO 639-1, its English name, its own name.
type Language = (&'static str, &'static str, &'static str);

/// The languages of Europe and those most spoken by people who have moved here.
const LANGUAGES: &[Language] = &[
    ("am", "Amharic", "አማርኛ"),
    ("ar", "Arabic", "العربية"),
    ("az", "Azerbaijani", "Azərbaycan dili"),
    ("be", "Belarusian", "Беларуская"),
    ("bg", "Bulgarian", "Български"),
    ("bn", "Bengali", "বাংলা"),
    ("bs", "Bosnian", "Bosanski"),
    ("ca", "Catalan", "Català"),
    ("cs", "Czech", "Čeština"),
    ("cy", "Welsh", "Cymraeg"),
    ("da", "Danish", "Dansk"),
    ("de", "German", "Deutsch"),
    ("el", "Greek", "Ελληνικά"),
    ("en", "English", "English"),
    ("es", "Spanish", "Español"),
    ("et", "Estonian", "Eesti"),
    ("eu", "Basque", "Euskara"),
    ("fa", "Persian", "فارسی"),
    ("fi", "Finnish", "Suomi"),
    ("fo", "Faroese", "Føroyskt"),
    ("fr", "French", "Français"),
    ("fy", "Western Frisian", "Frysk"),
    ("ga", "Irish", "Gaeilge"),
    ("gd", "Scottish Gaelic", "Gàidhlig"),
    ("gl", "Galician", "Galego"),
    ("he", "Hebrew", "עברית"),
    ("hi", "Hindi", "हिन्दी"),
    ("hr", "Croatian", "Hrvatski"),
    ("hu", "Hungarian", "Magyar"),
    ("hy", "Armenian", "Հայերեն"),
    ("is", "Icelandic", "Íslenska"),
    ("it", "Italian", "Italiano"),
    ("ja", "Japanese", "日本語"),
    ("ka", "Georgian", "ქართული"),
    ("ko", "Korean", "한국어"),
    ("ku", "Kurdish", "Kurdî"),
    ("lb", "Luxembourgish", "Lëtzebuergesch"),
    ("lt", "Lithuanian", "Lietuvių"),
    ("lv", "Latvian", "Latviešu"),
    ("mk", "Macedonian", "Македонски"),
    ("mt", "Maltese", "Malti"),
    ("nb", "Norwegian Bokmål", "Norsk bokmål"),
    ("nl", "Dutch", "Nederlands"),
    ("nn", "Norwegian Nynorsk", "Norsk nynorsk"),
    ("no", "Norwegian", "Norsk"),
    ("pa", "Punjabi", "ਪੰਜਾਬੀ"),
    ("pl", "Polish", "Polski"),
    ("ps", "Pashto", "پښتو"),
    ("pt", "Portuguese", "Português"),
    ("rm", "Romansh", "Rumantsch"),
    ("ro", "Romanian", "Română"),
    ("ru", "Russian", "Русский"),
    ("se", "Northern Sami", "Davvisámegiella"),
    ("sk", "Slovak", "Slovenčina"),
    ("sl", "Slovenian", "Slovenščina"),
    ("so", "Somali", "Soomaali"),
    ("sq", "Albanian", "Shqip"),
    ("sr", "Serbian", "Српски"),
    ("sv", "Swedish", "Svenska"),
    ("ta", "Tamil", "தமிழ்"),
    ("ti", "Tigrinya", "ትግርኛ"),
    ("tr", "Turkish", "Türkçe"),
    ("uk", "Ukrainian", "Українська"),
    ("ur", "Urdu", "اردو"),
    ("vi", "Vietnamese", "Tiếng Việt"),
    ("zh", "Chinese", "中文"),
];

/// The code of a language, from its code, its English name or its own name in any case.
#[must_use]
pub fn language_named(text: &str) -> Option<&'static str> {
    let lower = text.trim().to_lowercase();
    let named = LANGUAGES.iter().find(|(code, english, own)| {
        *code == lower || english.to_lowercase() == lower || own.to_lowercase() == lower
    });
    named.map(|(code, _, _)| *code)
}

/// What a language calls itself; the code where it is none of them.
#[must_use]
pub fn own_name(code: &str) -> &str {
    let found = LANGUAGES.binary_search_by_key(&code, |(it, ..)| it);
    found.ok().and_then(|place| LANGUAGES.get(place)).map_or(code, |(_, _, own)| own)
}

/// All codes with their English names, by code.
pub fn languages() -> impl Iterator<Item = (&'static str, &'static str)> {
    LANGUAGES.iter().map(|(code, english, _)| (*code, *english))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_stands_once_and_names_lead_to_it() {
        assert!(LANGUAGES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(language_named("Dutch"), Some("nl"));
        assert_eq!(language_named("DEUTSCH"), Some("de"));
        assert_eq!(language_named("nl"), Some("nl"));
        assert_eq!(language_named("xx"), None);
    }
}
