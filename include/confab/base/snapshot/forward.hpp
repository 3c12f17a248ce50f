// For headers of parts that can save and load their state.
#pragma once

#include <concepts>
#include <type_traits>

namespace confab::snapshot {

// For functions fields(archive, value), which write a constant and read into a variable.
template <class T, class Of>
concept Like = std::same_as<std::remove_const_t<T>, Of>;

class Writer;
class Reader;

}  // namespace confab::snapshot
