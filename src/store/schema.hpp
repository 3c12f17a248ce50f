// The tables of both files, as the steps that led to them.
#pragma once

#include <string>

#include "database.hpp"

namespace confab::store {

// A room's messages lie together, in the order of their ids: the row number is the room's number and the
// id in one. So "the last 50" and "50 before 4711" are one walk, an id cannot be there twice, and a search
// in one room is a range of the word index.
inline constexpr int id_bits = 40;
inline constexpr std::uint64_t max_id = (std::uint64_t{1} << id_bits) - 1;

constexpr std::int64_t row_id(std::int64_t room, std::uint64_t id) {
    return static_cast<std::int64_t>((static_cast<std::uint64_t>(room) << id_bits) | (id & max_id));
}
constexpr std::uint64_t id_at(std::int64_t row) { return static_cast<std::uint64_t>(row) & max_id; }
constexpr std::int64_t room_at(std::int64_t row) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(row) >> id_bits);
}

// A word index with the rules of history's, for another database.
extern const char* const words_table;

// Open a connection that writes, with how hard it syncs; bring the tables up to date. Throw StorageError,
// or UnusableData if a newer confabd made the file.
void prepare_state(Database& database);
void prepare_history(Database& database);

// Throw std::runtime_error if a newer confabd made the file; for a connection that only reads.
void refuse_newer_state(Database& database);
void refuse_newer_history(Database& database);

// The same without looking at the tables, for a connection that is opened again.
void tune_state(Database& database);
void tune_history(Database& database);

}  // namespace confab::store
