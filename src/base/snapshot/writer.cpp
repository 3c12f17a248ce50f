#include "confab/base/snapshot/writer.hpp"

namespace confab::snapshot {

namespace {

constexpr std::size_t varint_bits = 7;
constexpr unsigned char more_follows = 0x80;

std::string as_varint(std::uint64_t value) {
    std::string bytes;
    for (; value >= more_follows; value >>= varint_bits) {
        bytes.push_back(static_cast<char>((value & (more_follows - 1)) | more_follows));
    }
    bytes.push_back(static_cast<char>(value));
    return bytes;
}

}  // namespace

// FNV-1a, eight bytes at a time.
std::uint64_t checksum(std::string_view bytes) {
    constexpr std::uint64_t prime = 1099511628211U;
    std::uint64_t sum = 14695981039346656037U + bytes.size();
    while (!bytes.empty()) {
        std::uint64_t word = 0;
        const std::string_view next = bytes.substr(0, sizeof word);
        for (std::size_t i = 0; i < next.size(); ++i) {
            word |= std::uint64_t{static_cast<unsigned char>(next[i])} << (8 * i);
        }
        sum = (sum ^ word) * prime;
        sum ^= sum >> 29;
        bytes.remove_prefix(next.size());
    }
    return sum;
}

void Writer::varint(std::uint64_t value) {
    for (; value >= more_follows; value >>= varint_bits) {
        bytes_.push_back(static_cast<char>((value & (more_follows - 1)) | more_follows));
    }
    bytes_.push_back(static_cast<char>(value));
}

// The byte at `at` becomes the length of the bytes behind it. Most are short, so one byte was left for it.
void Writer::close(std::size_t at) {
    const std::string length = as_varint(bytes_.size() - at - 1);
    bytes_[at] = length.front();
    if (length.size() > 1) bytes_.insert(at + 1, length, 1);
}

// Never and for ever are no moments, so they are the same in each process.
void Writer::put(MonoTime time) {
    if (time == MonoTime{}) return varint(0);
    if (time == MonoTime::max()) return varint(1);
    const std::int64_t since = (time - now_).count();
    varint(2 + ((static_cast<std::uint64_t>(since) << 1) ^ static_cast<std::uint64_t>(since >> 63)));
}

// Most names are their own keys.
void Writer::put(const Name& name) {
    operator()(name.text, name.key == name.text ? std::string_view() : std::string_view(name.key));
}

void Writer::put(const Address& address) {
    constexpr std::size_t v4_prefix = 12;
    const std::string_view all(reinterpret_cast<const char*>(address.bytes.data()), address.bytes.size());
    if (address == Address{}) return put(std::string_view());
    put(address.is_v4() ? all.substr(v4_prefix) : all);
}

std::string Writer::finish() {
    Writer head(now_);
    head.bytes_ = magic;
    head.varint(format);
    const std::uint64_t sum = checksum(bytes_);
    for (std::size_t i = 0; i < checksum_size; ++i) {
        head.bytes_.push_back(static_cast<char>(sum >> (8 * i) & 0xFF));
    }
    head.bytes_.append(std::exchange(bytes_, {}));
    return std::move(head.bytes_);
}

}  // namespace confab::snapshot
