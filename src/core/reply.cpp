#include "confab/core/reply.hpp"

namespace confab {

void ArgumentList::Free::operator()(std::vector<Argument>* all) const { delete all; }

}  // namespace confab
