// Requests out of bytes of strangers, in whatever pieces they come.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "confab/http/message.hpp"

namespace confab::http {

class RequestReader {
  public:
    enum class State { incomplete, complete, failed };

    RequestReader(std::size_t max_header, std::size_t max_body);
    ~RequestReader();
    RequestReader(const RequestReader&) = delete;
    RequestReader& operator=(const RequestReader&) = delete;

    // Keeps what belongs to later requests. After `failed` nothing more is taken.
    State feed(std::string_view bytes);
    // The request that is complete; what came behind it begins the next one.
    Request take();
    // What is there of the next one, after take().
    State state() const { return state_; }
    // The status that tells a client what was wrong.
    int failure() const { return failure_; }
    // Of a request that is not complete, something has come.
    bool has_begun() const;

  private:
    struct Parser;

    State parse();
    int parse_some();
    State fail(int status);

    std::size_t max_header_;
    std::size_t max_body_;
    std::unique_ptr<Parser> parser_;
    std::string waiting_;  // bytes that are not parsed yet
    State state_ = State::incomplete;
    int failure_ = 0;
};

}  // namespace confab::http
