// Sources and names that failed lately, and how long they have to wait. Bounded: if there are too many, then
// the one whose failure is longest ago is forgotten, and only the beginning of a long name counts.
#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "confab/base/snapshot/forward.hpp"
#include "confab/base/time.hpp"

namespace confab {

class Backoff {
  public:
    static constexpr std::size_t most = 4096;     // remembered at once
    static constexpr std::size_t max_kept = 192;  // bytes of a name: more than any that can be had

    // After `free` failures the first wait, and twice as long after each further one, up to `longest`. For
    // every `longest` without a failure one is taken off.
    struct Rule {
        unsigned free;
        Milliseconds first;
        Milliseconds longest;
    };
    explicit Backoff(Rule rule) : rule_(rule) {}

    // How long `who` has still to wait; 0 if not at all.
    Milliseconds wait(std::string_view who, MonoTime now) const;
    // Has nothing free left: then a try counts when it begins, or many at once would count as none.
    bool strict(std::string_view who, MonoTime now) const { return failures(who, now) >= rule_.free; }
    // `about`: what was tried for.
    void failed(std::string_view who, std::string_view about, MonoTime now);
    // Forgets the failures of `who` if all of them were about this: knowing one password must not give
    // further tries at others.
    void succeeded(std::string_view who, std::string_view about);
    // A failure that was counted was none.
    void take_back(std::string_view who);

    std::size_t size() const { return by_who_.size(); }

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    struct Entry {
        std::string who;
        std::string about;  // empty: several
        unsigned failures = 0;
        MonoTime last{};

        template <class Archive, class Self>
        static void fields(Archive& archive, Self& self) {
            archive(self.who, self.about, self.failures, self.last);
        }
    };
    using Entries = std::list<Entry>;

    unsigned failures(std::string_view who, MonoTime now) const;
    Milliseconds wait_after(unsigned failures) const;
    unsigned left(const Entry& entry, MonoTime now) const;

    Rule rule_;
    Entries entries_;                                                 // the latest failure in front
    std::unordered_map<std::string_view, Entries::iterator> by_who_;  // keys live in the entries
};

}  // namespace confab
