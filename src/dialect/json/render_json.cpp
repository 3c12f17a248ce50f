#include "confab/dialect/json/render_json.hpp"

#include "confab/base/json_member.hpp"
#include "confab/base/time_text.hpp"

namespace confab::dialect {

namespace {

const char* type_name(EventType type) {
    switch (type) {
        case EventType::message: return "message";
        case EventType::emote: return "emote";
        case EventType::private_message: return "private";
        case EventType::joined: return "joined";
        case EventType::left: return "left";
        case EventType::renamed: return "renamed";
        case EventType::topic: return "topic";
        case EventType::edited: return "edited";
        case EventType::deleted: return "deleted";
        case EventType::notice: return "notice";
        case EventType::verbatim: break;
        case EventType::error: return "error";
    }
    return "";
}

void append_reference(std::string& out, const Event& event) {
    switch (event.type) {
        case EventType::edited: return json_member(out, "edits", event.about->id);
        case EventType::deleted:
            json_member(out, "deletes", event.about->id);
            return json_member(out, "of", event.about->from);
        default: return json_member(out, "reply_to", event.about->id);
    }
}

}  // namespace

void JsonEncoder::encode(std::string& out, const Event& event, const Format& format) {
    render_json(out, event);
    out.append(format.crlf ? "\r\n" : "\n");
}

// Written by hand because this is the path of every message to every bot: with the library it was
// 27 allocations a line. The tests read it back with the library.
void render_json(std::string& out, const Event& event) {
    out.append("{\"type\":\"").append(type_name(event.type)).append("\",\"time\":\"");
    append_rfc3339(out, event.time);
    out.push_back('"');
    if (event.id != 0) json_member(out, "id", event.id);
    // A reply about a room names it itself.
    if (event.fields.find(R"(,"room":)") == std::string_view::npos) json_member(out, "room", event.room, "#");
    json_member(out, "from", event.from);
    json_member(out, "to", event.to);
    json_member(out, "text", event.text);
    if (event.about != nullptr) append_reference(out, event);
    out.append(event.fields);
    json_member(out, "via", event.via);
    json_member(out, "label", event.label);
    if (event.replay) out.append(",\"replay\":true");
    out.push_back('}');
}

}  // namespace confab::dialect
