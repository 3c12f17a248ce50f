// How fast secrets may be guessed: passwords of names, keys of rooms. A source that guesses wrong has to
// wait, and so has everyone who tries a secret that was guessed wrong often, from any source. A source from
// which that secret was known lately waits for neither. Sources that are exempt (ChatSettings) only wait for
// a secret that is guessed wrong often.
#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "confab/base/address.hpp"
#include "confab/base/backoff.hpp"
#include "confab/base/snapshot/forward.hpp"
#include "confab/base/time.hpp"
#include "confab/core/settings.hpp"

namespace confab {

// The places from where secrets were known lately. Bounded: of too many the one used longest ago is
// forgotten.
class LatelyKnown {
  public:
    static constexpr std::size_t most = 4096;
    static constexpr std::size_t max_places = 8;  // of one secret, so that none makes others be forgotten

    void add(std::string_view what, std::string_view from);
    bool holds(std::string_view what, std::string_view from) const;
    void forget(std::string_view what);
    std::size_t size() const { return by_what_.size(); }

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    struct Entry {
        std::string what;
        std::list<std::string> places;  // the latest in front

        template <class Archive, class Self>
        static void fields(Archive& archive, Self& self) {
            archive(self.what, self.places);
        }
    };
    using Entries = std::list<Entry>;

    Entries entries_;                                                  // the latest in front
    std::unordered_map<std::string_view, Entries::iterator> by_what_;  // keys live in the entries
};

class Guesses {
  public:
    // It outlives this.
    explicit Guesses(const ChatSettings& settings) : settings_(settings) {}

    // A person who tries, as far as people can be told apart.
    std::string guesser(std::string_view what, const Address& from) const;
    // How long one has to wait before the next try at `what`, the key of a name; 0 if not at all.
    Milliseconds wait(std::string_view what, const Address& from, MonoTime now) const;
    // The next try counts when it begins, or many at once would count as none.
    bool strict(std::string_view what, const Address& from, MonoTime now) const;
    void failed(std::string_view what, const Address& from, MonoTime now);
    void succeeded(std::string_view what, const Address& from);
    // What was counted as failed could not be checked.
    void take_back(std::string_view what, const Address& from);
    // It is another secret now.
    void changed(std::string_view what);

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);

    const ChatSettings& settings_;
    Backoff sources_{{3, Milliseconds{1'000}, Milliseconds{900'000}}};
    Backoff secrets_{{10, Milliseconds{1'000}, Milliseconds{60'000}}};
    Backoff known_tries_{{10, Milliseconds{1'000}, Milliseconds{60'000}}};  // by source and secret
    LatelyKnown known_;
};

}  // namespace confab
