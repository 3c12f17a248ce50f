// What a command of an operator has to say: rows, and a last line that tells how it went.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace confab::admin {

using Json = nlohmann::ordered_json;

// Used on the hub's thread alone. Bounded: what is many comes as it is taken.
class ReplyStream {
  public:
    enum class More { again, later, over };
    using Source = std::function<More(ReplyStream&)>;

    void row(const Json& row);
    // The last line, one of these two, once.
    void done(std::string_view message = {});
    // `code`: for scripts, which tell this from other errors by it.
    void refuse(std::string_view why, std::string_view code = {});
    // Why, if that was the last line and had no code; else empty.
    const std::string& refused() const { return refused_; }
    // Rows that are many: asked for some more whenever those before were taken. `later`: there will be more,
    // wake() tells when. After `over`, or after the last line, it is asked no more.
    void rows(Source source) { source_ = std::move(source); }
    // Many rows, one for each of `ids`, made when it is taken: `row_of` gives none for what has gone by then.
    template <class Id, class RowOf>
    void rows_of(std::vector<Id> ids, RowOf row_of);
    // Asked with each sign of life: how far it is, in percent, if that is known.
    void show_progress(std::function<std::optional<unsigned>()> percent) { percent_ = std::move(percent); }
    bool shows_progress() const { return percent_ != nullptr; }
    // For when the last line has been sent.
    void afterwards(std::function<void()> then) { afterwards_ = std::move(then); }

    // --- For the session.

    // Asks for rows until `most` bytes wait, or there are none now.
    void fill(std::size_t most);
    bool complete() const { return complete_; }
    std::string& waiting() { return waiting_; }
    // Says that something is still under way.
    void sign_of_life();
    void finish();
    // Nobody waits for it any more: what makes it is let go.
    void drop() { source_ = nullptr; }

  private:
    void line(const Json& json);

    std::string waiting_;
    Source source_;
    std::function<void()> afterwards_;
    std::function<std::optional<unsigned>()> percent_;
    bool complete_ = false;
    std::string refused_;
};

template <class Id, class RowOf>
void ReplyStream::rows_of(std::vector<Id> ids, RowOf row_of) {
    rows([ids = std::move(ids), row_of = std::move(row_of), next = std::size_t{0}](ReplyStream& to) mutable {
        if (next == ids.size()) {
            to.done();
            return More::over;
        }
        if (const std::optional<Json> row = row_of(ids[next++])) to.row(*row);
        return More::again;
    });
}

}  // namespace confab::admin
