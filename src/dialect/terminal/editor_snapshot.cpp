// The line that is being typed as bytes.
#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "editor.hpp"

namespace confab::dialect {

void Editor::save(snapshot::Writer& out) const {
    LineText line = line_;
    if (search_) line.set(search_->match(), search_->match_offset());
    out(line, prompt_, reply_to_, killed_, history_, tickets_, secret_, overwrite_, paste_ != nullptr);
    if (paste_) out(*paste_);
}

void Editor::load(snapshot::Reader& in) {
    bool pastes = false;
    in(line_, prompt_, reply_to_, killed_, history_, tickets_, secret_, overwrite_, pastes);
    in.expect(line_.cursor() <= line_.text().size());
    if (!pastes) return;
    paste_ = std::make_unique<Paste>(line_.max_line());
    in(*paste_);
}

}  // namespace confab::dialect
