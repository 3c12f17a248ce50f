#include "confab/core/users/name_refusal.hpp"

namespace confab {

Refusal refusal_of(NameFault fault) {
    switch (fault) {
        case NameFault::empty: return {Code::name_missing};
        case NameFault::too_long: return {Code::name_too_long, max_name_length};
        case NameFault::bad_start: return {Code::name_bad_start};
        case NameFault::bad_letter: return {Code::name_bad_character};
        case NameFault::mixed_scripts: return {Code::name_mixed_scripts};
        case NameFault::reserved: return {Code::name_reserved};
    }
    return {};
}

}  // namespace confab
