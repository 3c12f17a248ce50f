// From the bytes of one read to lines.
#include "confab/wire/line_decoder.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "cost.hpp"

namespace confab::micro {
namespace {

constexpr std::size_t max_line = 4096;
constexpr std::size_t one_read = 65536;

// Lines of 64 bytes with their end, as many as fill a read.
std::string lines_with(std::string_view end) {
    std::string all;
    while (all.size() < one_read) all.append(64 - end.size(), 'x').append(end);
    return all;
}

// A telnet that refuses, asks and says NOP around every line, with an escaped 0xFF in it.
std::string telnet_lines() {
    std::string all;
    while (all.size() + 64 <= one_read) {
        all.append("\xff\xfc\x01\xff\xf1\xff\xfe\x03").append(26, 'x');
        all.append("\xff\xff\xff\xf7\xff\xf7").append(22, 'x').append("\r\n");
    }
    return all;
}

void read_lines(benchmark::State& state, const std::string& bytes, std::size_t piece) {
    wire::LineDecoder decoder;
    std::size_t lines = 0;
    Cost cost(state);
    for (auto _ : state) {
        for (std::size_t start = 0; start < bytes.size(); start += piece) {
            std::string_view part = std::string_view(bytes).substr(start, piece);
            for (;;) {
                const wire::Input input = decoder.next(part, max_line);
                benchmark::DoNotOptimize(input.bytes.data());
                if (input.kind == wire::Input::Kind::none) break;
                if (input.kind == wire::Input::Kind::line) ++lines;
            }
        }
    }
    cost.of(lines);
}

BENCHMARK_CAPTURE(read_lines, lf, lines_with("\n"), one_read);
BENCHMARK_CAPTURE(read_lines, crlf, lines_with("\r\n"), one_read);
BENCHMARK_CAPTURE(read_lines, lf_in_segments, lines_with("\n"), 1448);  // of TCP on Ethernet
BENCHMARK_CAPTURE(read_lines, lf_a_line_a_read, lines_with("\n"), 64);
BENCHMARK_CAPTURE(read_lines, lf_byte_by_byte, lines_with("\n"), 1);
BENCHMARK_CAPTURE(read_lines, telnet, telnet_lines(), one_read);
// Each line ends before its LF is in sight: the decoder must not look for that again and again.
BENCHMARK_CAPTURE(read_lines, cr_only, lines_with("\r"), one_read);
BENCHMARK_CAPTURE(read_lines, empty, std::string(one_read, '\n'), one_read);

}  // namespace
}  // namespace confab::micro
