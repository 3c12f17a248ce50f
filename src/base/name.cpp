#include "confab/base/name.hpp"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>
#include <utility>

#include "confab/base/text.hpp"

namespace confab {

namespace {

// Nobody may pass for the server or for everyone.
constexpr std::array reserved_names = {"server", "system", "admin", "root", "operator", "everyone", "here"};

void require(UErrorCode status, const char* what) {
    if (U_FAILURE(status)) {
        throw std::runtime_error(fmt::format("ICU: {}: {}", what, u_errorName(status)));
    }
}

// The skeleton takes 1 for l but not for i, so "adm1n" has another key than "admin". For names that
// must not be imitated at all, i and l are one letter too.
std::string widened(std::string key) {
    std::replace(key.begin(), key.end(), 'i', 'l');
    return key;
}

// A letter, or a mark that a script needs to write its letters (Devanagari vowel signs, say).
// Marks of no script of their own, like U+0301, are decoration unless NFC made them a letter.
bool is_letter(UChar32 c) {
    if (u_isalpha(c)) return true;
    if ((U_GET_GC_MASK(c) & U_GC_M_MASK) == 0) return false;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    return script != USCRIPT_INHERITED && script != USCRIPT_COMMON;
}

// HANGUL FILLER is a letter, and blank: a name of it, or with it, could pass for another.
bool is_ignorable(UChar32 c) { return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT); }

bool starts_name(UChar32 c) { return u_isalpha(c) && !is_ignorable(c); }

bool continues_name(UChar32 c) {
    return (is_letter(c) && !is_ignorable(c)) || u_isdigit(c) || c == '_' || c == '-' || c == '.';
}

}  // namespace

struct NameRules::Icu {
    USpoofChecker* spoof = nullptr;
    const icu::Normalizer2* nfc = nullptr;
    const icu::Normalizer2* fold = nullptr;  // NFKC and case: full-width letters are letters too
    std::set<std::string> reserved_keys;
    // Keys of single ASCII characters; empty where a key is more than ASCII. ASCII has no marks that could
    // join or change places, so the key of a text is those of its characters, one after the other.
    std::array<std::string, 128> ascii_keys;

    ~Icu() { uspoof_close(spoof); }

    std::string look_up(std::string_view text) const;
    std::string key_by_ascii(std::string_view text) const;
};

std::string NameRules::Icu::look_up(std::string_view text) const {
    UErrorCode status = U_ZERO_ERROR;
    const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
    const icu::UnicodeString folded = fold->normalize(source, status);
    icu::UnicodeString skeleton;
    uspoof_getSkeletonUnicodeString(spoof, 0, folded, skeleton, &status);
    std::string key;
    if (U_FAILURE(status)) return key;
    fold->normalize(skeleton, status).toUTF8String(key);
    return key;
}

// Empty if ICU has to be asked, which takes ten times as long.
std::string NameRules::Icu::key_by_ascii(std::string_view text) const {
    std::string key;
    for (const char c : text) {
        if (!is_ascii(c)) return {};
        const std::string& of_one = ascii_keys[static_cast<unsigned char>(c)];
        if (of_one.empty()) return {};
        key += of_one;
    }
    return key;
}

NameRules::NameRules() : icu_(std::make_unique<Icu>()) {
    UErrorCode status = U_ZERO_ERROR;
    icu_->spoof = uspoof_open(&status);
    uspoof_setChecks(icu_->spoof, USPOOF_RESTRICTION_LEVEL | USPOOF_MIXED_NUMBERS, &status);
    uspoof_setRestrictionLevel(icu_->spoof, USPOOF_HIGHLY_RESTRICTIVE);
    require(status, "cannot open the spoof checker");
    icu_->nfc = icu::Normalizer2::getNFCInstance(status);
    icu_->fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    require(status, "cannot open the normalizer");
    for (std::size_t c = 0; c < icu_->ascii_keys.size(); ++c) {
        std::string key = icu_->look_up(std::string(1, static_cast<char>(c)));
        if (all_ascii(key)) icu_->ascii_keys[c] = std::move(key);
    }
    for (const char* name : reserved_names) icu_->reserved_keys.insert(widened(key_of(name)));
}

NameRules::~NameRules() = default;

std::string NameRules::key_of(std::string_view text) const {
    std::string key = icu_->key_by_ascii(text);
    return key.empty() ? icu_->look_up(text) : key;
}

std::string NameRules::compose(std::string_view text) const {
    UErrorCode status = U_ZERO_ERROR;
    const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
    std::string composed;
    icu_->nfc->normalize(source, status).toUTF8String(composed);
    return composed;
}

std::string NameRules::fold(std::string_view text) const {
    UErrorCode status = U_ZERO_ERROR;
    const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
    std::string folded;
    icu_->fold->normalize(source, status).toUTF8String(folded);
    return folded;
}

std::variant<Name, NameFault> NameRules::check(std::string_view text) const {
    if (text.empty()) return NameFault::empty;
    if (text.size() > 4 * 4 * max_name_length)
        return NameFault::too_long;  // NFC may shorten, but not so much

    UErrorCode status = U_ZERO_ERROR;
    const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
    const icu::UnicodeString name = icu_->nfc->normalize(source, status);
    if (U_FAILURE(status)) return NameFault::bad_letter;

    if (!starts_name(name.char32At(0))) return NameFault::bad_start;
    for (int32_t i = 0; i < name.length(); i = name.moveIndex32(i, 1)) {
        if (!continues_name(name.char32At(i))) return NameFault::bad_letter;
    }
    if (name.countChar32() > max_name_length) return NameFault::too_long;
    if (uspoof_checkUnicodeString(icu_->spoof, name, nullptr, &status) != 0 || U_FAILURE(status)) {
        return NameFault::mixed_scripts;
    }

    Name result;
    name.toUTF8String(result.text);
    result.key = key_of(result.text);
    if (result.key.empty()) return NameFault::bad_letter;
    return result;
}

std::variant<Name, NameFault> NameRules::check_person(std::string_view text) const {
    auto checked = check(text);
    const Name* name = std::get_if<Name>(&checked);
    if (name != nullptr && icu_->reserved_keys.contains(widened(name->key))) return NameFault::reserved;
    return checked;
}

std::variant<RoomName, NameFault> NameRules::check_room(std::string_view text) const {
    if (text.starts_with('#')) text.remove_prefix(1);
    auto checked = check(text);
    if (const auto* fault = std::get_if<NameFault>(&checked)) return *fault;
    Name& name = std::get<Name>(checked);
    RoomKey key = RoomKey::of_public(name.key);
    if (key.empty()) return NameFault::bad_letter;  // it would mean the whole server
    return RoomName{std::move(name.text), std::move(key)};
}

}  // namespace confab
