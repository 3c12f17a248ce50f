#include "input_marks.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "confab/ops/handover.hpp"

namespace confab::net {

namespace {

constexpr std::size_t size = InputMarks::max_slots * sizeof(std::uint64_t);

std::system_error failed_to(const std::string& what, int error) {
    return {error, std::generic_category(), "cannot " + what};
}

}  // namespace

// Its blocks are taken now: a write to one that is not to be had would end the program.
InputMarks::InputMarks(const std::string& path) {
    ::unlink(path.c_str());
    const ops::OwnedFd file(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (file.get() < 0) throw failed_to("make " + path, errno);
    if (const int error = ::posix_fallocate(file.get(), 0, size); error != 0)
        throw failed_to("find room for " + path, error);
    void* mapped = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0);
    if (mapped == MAP_FAILED) throw failed_to("map " + path, errno);
    numbers_ = static_cast<std::uint64_t*>(mapped);
}

InputMarks::~InputMarks() { ::munmap(numbers_, size); }

InputMark InputMarks::find(const std::vector<std::uint64_t>& numbers, ClientId who) {
    if (who.slot >= numbers.size()) return {};
    const std::uint64_t number = numbers[who.slot];
    if (number >> 2 != who.serial) return {};
    return {.begun = (number & 2) != 0, .secret = (number & 1) != 0};
}

}  // namespace confab::net
