#include "log_record.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <ctime>

#include "confab/base/json_member.hpp"

namespace confab::ops {

namespace {

bool ends_a_text(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// What is logged is clean already; this is for what was overlooked.
std::string on_one_line(std::string_view text) {
    std::string line(text);
    std::replace_if(line.begin(), line.end(), ends_a_text, '?');
    return line;
}

char priority(spdlog::level::level_enum level) {
    switch (level) {
        case spdlog::level::critical: return '2';
        case spdlog::level::err: return '3';
        case spdlog::level::warn: return '4';
        case spdlog::level::info: return '6';
        default: return '7';
    }
}

std::string_view name_of(spdlog::level::level_enum level) {
    const auto name = spdlog::level::to_string_view(level);
    return {name.data(), name.size()};
}

// "2031-05-04 19:01:02.345", on this machine's clock.
std::string local_time(WallTime time) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm local{};
    localtime_r(&seconds, &local);
    const auto milliseconds = time.time_since_epoch().count() % 1000;
    return fmt::format("{:%Y-%m-%d %H:%M:%S}.{:03}", local, milliseconds);
}

std::string json(const LogRecord& record) {
    std::string line;
    json_member(line, "time", record.time);
    json_member(line, "level", name_of(record.level));
    json_member(line, "message", on_one_line(record.message));
    json_member(line, "message_id", message_id(record.event));
    for (const log::Field& field : record.fields) json_member(line, field.key, on_one_line(field.value));
    line.front() = '{';
    return line + "}\n";
}

void add_journal_field(std::string& record, std::string_view key, std::string_view value) {
    record.append(key).push_back('=');
    record.append(on_one_line(value)).push_back(journal_mark);
}

std::string journal(const LogRecord& record) {
    std::string line(1, journal_mark);
    add_journal_field(line, "MESSAGE", record.message);
    const char level = priority(record.level);
    add_journal_field(line, "PRIORITY", {&level, 1});
    if (record.event != log::Event::none) add_journal_field(line, "MESSAGE_ID", message_id(record.event));
    for (const log::Field& field : record.fields) {
        std::string key = "CONFAB_";
        for (const char c : field.key)
            key.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
        add_journal_field(line, key, field.value);
    }
    line.push_back('\n');
    return line;
}

}  // namespace

std::string_view message_id(log::Event event) {
    switch (event) {
        case log::Event::none: return {};
        case log::Event::connected: return "2b5d0dcd07fa4db5ae1c4e74824ded30";
        case log::Event::disconnected: return "27329d4e0ff240b392ff4faa5d7ef054";
        case log::Event::refused: return "bb46b1329253409b892a5db499adffa4";
        case log::Event::logged_in: return "b7a3f89c1d254c96b2e01334511b96df";
        case log::Event::wrong_password: return "aab99d22f2804cac99ebf525f9f0c018";
        case log::Event::listening: return "cefae3aff173438d8e22ec4592ce1f9c";
        case log::Event::storage_fails: return "ce446d18baae4b7fbd98721e499302c4";
        case log::Event::storage_works: return "70ed3ccf521f48bd93bc7fccc89808ff";
        case log::Event::certificate_ends: return "3f8a126d836e4948b3e16cea9ecdc5a6";
        case log::Event::gap: return "7e3b0207f77845cc8191ad1fd1e3330e";
    }
    return {};
}

std::string format(const LogRecord& record, LogFormat format) {
    switch (format) {
        case LogFormat::json: return json(record);
        case LogFormat::journal: return journal(record);
        // sd-daemon(3): "<6>" before a line on a journal stream is its priority.
        case LogFormat::priority_text:
            return fmt::format("<{}>{}\n", priority(record.level), on_one_line(record.message));
        case LogFormat::text: break;
    }
    return fmt::format("{} {} {}\n", local_time(record.time), name_of(record.level),
                       on_one_line(record.message));
}

}  // namespace confab::ops
