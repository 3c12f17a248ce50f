// What the owner of a room may set about it.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "confab/base/name.hpp"
#include "confab/base/time.hpp"
#include "confab/core/users/account.hpp"

namespace confab {

// For how long a room was private, and who was there.
struct PrivatePeriod {
    struct Reader {
        AccountId who = 0;
        std::uint64_t up_to = 0;  // the last id that was said while they were a member
        bool operator==(const Reader&) const = default;
    };
    std::uint64_t from = 0;  // ids of messages; the second is still_private until it is over
    std::uint64_t to = 0;
    std::vector<Reader> readers{};
    bool operator==(const PrivatePeriod&) const = default;
};
inline constexpr std::uint64_t still_private = std::numeric_limits<std::int64_t>::max();

// A person that has not come yet. `by`: the key of the name of the inviting one.
struct Invitation {
    AccountId who = 0;
    std::string by{};
    bool operator==(const Invitation&) const = default;
};

// The last person who set the topic, and when.
struct TopicMark {
    std::string by{};
    WallTime at{};
    bool operator==(const TopicMark&) const = default;
};

// With which a program says something in the room, under that name.
struct PostingToken {
    Name name;
    std::string digest{};  // of the token, which is kept nowhere
    AccountId maker = 0;
    WallTime made{};
    bool operator==(const PostingToken& other) const {
        return name.text == other.name.text && digest == other.digest && maker == other.maker &&
               made == other.made;
    }
};

// A room without an owner loses its rules with its last member, and nothing of it is kept but what was
// said; of the lobby all of it.
struct RoomRules {
    static constexpr std::size_t max_named = 500;     // of each list below
    static constexpr std::size_t max_key = 64;        // bytes
    static constexpr std::size_t max_periods = 16;    // of having been private
    static constexpr std::size_t max_readers = 1000;  // of all of them
    static constexpr std::size_t max_tokens = 20;

    AccountId owner = 0;
    bool unlisted = false;  // private: as if it did not exist to all but members and invited people
    std::string key{};      // the word to be said on joining; empty: none
    bool keeps_history = true;
    bool moderated = false;              // only operators and voices may speak
    bool by_invitation = false;          // all see it, but nobody comes in without being invited
    bool topic_lock = false;             // only operators set the topic
    std::uint32_t slow = 0;              // seconds between two messages of one person
    std::vector<AccountId> operators{};  // the owner is one without being here
    std::vector<AccountId> voices{};
    std::vector<AccountId> invited{};
    std::vector<Invitation> pending{};     // of those named above who have not come yet
    std::vector<PrivatePeriod> periods{};  // the last one is open while the room is private
    std::vector<PostingToken> tokens{};
    // The key it had before this one, and its last id then: so that the log can make up for a crash.
    RoomKey moved_from{};
    std::uint64_t moved_up_to = 0;

    bool operator==(const RoomRules&) const = default;
};

struct RoomRecord {
    RoomName name;
    std::string topic;
    RoomRules rules;
    TopicMark topic_mark{};
};

}  // namespace confab
