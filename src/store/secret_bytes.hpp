// A password on its way: wiped when done with.
#pragma once

#include <sodium.h>

#include <cstddef>
#include <string>
#include <vector>

namespace confab::store {

// Takes the bytes out of a string and wipes that too: a short string is moved by copying, and leaves its
// bytes where it was.
class SecretBytes {
  public:
    explicit SecretBytes(std::string& from) : bytes_(from.begin(), from.end()) {
        from.resize(from.capacity());
        sodium_memzero(from.data(), from.size());
        from.clear();
    }
    ~SecretBytes() { sodium_memzero(bytes_.data(), bytes_.size()); }
    SecretBytes(SecretBytes&&) = default;
    SecretBytes& operator=(SecretBytes&& other) noexcept {  // what was here is wiped where it goes
        bytes_.swap(other.bytes_);
        return *this;
    }
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;

    const char* data() const { return bytes_.data() == nullptr ? "" : bytes_.data(); }
    std::size_t size() const { return bytes_.size(); }

  private:
    std::vector<char> bytes_;
};

}  // namespace confab::store
