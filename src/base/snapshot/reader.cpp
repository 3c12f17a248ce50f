#include "confab/base/snapshot/reader.hpp"

#include <algorithm>

namespace confab::snapshot {

Reader::Reader(std::string_view bytes, MonoTime now) : now_(now) {
    open(bytes);
    find_sections();
    rest_ = {};
}

void Reader::open(std::string_view bytes) {
    rest_ = bytes;
    if (take(magic.size()) != magic) return fail();
    if (const std::uint64_t found = varint(); ok() && found != format) return fail_version(found);
    const std::string_view sum = take(checksum_size);
    std::uint64_t expected = 0;
    for (std::size_t i = 0; i < sum.size(); ++i) {
        expected |= std::uint64_t{static_cast<unsigned char>(sum[i])} << (8 * i);
    }
    expect(expected == checksum(rest_));
}

void Reader::find_sections() {
    while (ok() && !rest_.empty()) {
        const std::string_view name = take(static_cast<std::size_t>(varint()));
        Section section;
        both(section.version.major, section.version.minor);
        section.bytes = take(static_cast<std::size_t>(varint()));
        expect(sections_.emplace(name, section).second);
    }
}

void Reader::fail(Problem problem) {
    if (ok()) problem_ = problem;
    rest_ = {};
}

void Reader::fail_version(std::uint64_t version) {
    if (ok()) version_ = version;
    fail(Problem::other_version);
}

std::uint64_t Reader::varint() {
    constexpr unsigned char more_follows = 0x80;
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const std::string_view byte = take(1);
        if (byte.empty()) return 0;
        const auto part = static_cast<unsigned char>(byte.front());
        value |= std::uint64_t{part & (more_follows - 1U)} << shift;
        if ((part & more_follows) == 0) return value;
    }
    fail();
    return 0;
}

std::string_view Reader::take(std::size_t size) {
    if (size > rest_.size()) {
        fail();
        return {};
    }
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
}

std::size_t Reader::count() {
    const std::uint64_t count = varint();
    if (count <= rest_.size()) return static_cast<std::size_t>(count);
    fail();
    return 0;
}

void Reader::get(bool& value) {
    const std::uint64_t read = varint();
    expect(read <= 1);
    value = read == 1;
}

void Reader::get(MonoTime& time) {
    const std::uint64_t read = varint();
    if (read == 0) return void(time = MonoTime{});
    if (read == 1) return void(time = MonoTime::max());
    const std::uint64_t coded = read - 2;
    const auto since = static_cast<std::int64_t>((coded >> 1) ^ (~(coded & 1) + 1));
    constexpr std::int64_t max_apart = std::numeric_limits<std::int64_t>::max() / 4;
    expect(-max_apart < since && since < max_apart);
    if (ok()) time = now_ + Milliseconds{since};
}

void Reader::get(RoomKey& key) {
    auto read = RoomKey::from_stored(one<std::string>());
    expect(read.has_value());
    if (read) key = std::move(*read);
}

void Reader::get(Name& name) {
    both(name.text, name.key);
    if (name.key.empty()) name.key = name.text;
}

void Reader::get(Address& address) {
    const auto bytes = one<std::string>();
    address = {};
    if (bytes.empty()) return;
    expect(bytes.size() == 4 || bytes.size() == address.bytes.size());
    if (!ok()) return;
    if (bytes.size() == 4) address.bytes[10] = address.bytes[11] = 0xFF;
    std::copy(bytes.begin(), bytes.end(), address.bytes.end() - static_cast<std::ptrdiff_t>(bytes.size()));
}

void Reader::get(Network& network) {
    both(network.address, network.bits);
    expect(network.bits <= 8 * network.address.bytes.size());
}

}  // namespace confab::snapshot
