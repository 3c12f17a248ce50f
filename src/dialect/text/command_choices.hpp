// The words that some commands take, and what may follow them.
#pragma once

#include <array>

#include "parameter.hpp"

namespace confab {

inline constexpr std::array room_choices = {
    Choice{"private"},
    Choice{"public"},
    Choice{"key", "WORD", ParameterType::room_key},
    Choice{"history", "on", ParameterType::on_off},
    Choice{"slow", "10s", ParameterType::duration},
    Choice{"moderated", "on", ParameterType::on_off, true},
    Choice{"by-invitation", "on", ParameterType::on_off},
    Choice{"topic-lock", "on", ParameterType::on_off},
    Choice{"own"},
    Choice{"drop"},
};
inline constexpr std::array quiet_choices = {Choice{"on"}, Choice{"off"}, Choice{"all"}};
inline constexpr std::array invite_code_choices = {Choice{"list"},
                                                   Choice{"revoke", "CODE", ParameterType::resume_code}};
inline constexpr std::array token_choices = {Choice{"add", "NAME", ParameterType::new_name},
                                             Choice{"revoke", "NAME", ParameterType::words}, Choice{"list"}};
inline constexpr std::array certificate_choices = {Choice{"add"}, Choice{"remove", "N", ParameterType::count},
                                                   Choice{"list"}};
inline constexpr std::array format_choices = {Choice{"text"}, Choice{"json"}};
inline constexpr std::array notify_choices = {Choice{"off"}, Choice{"mention"}, Choice{"pm"}, Choice{"all"},
                                              Choice{"word", "WORD ...", ParameterType::words}};
inline constexpr std::array color_choices = {Choice{"auto"}, Choice{"off"}, Choice{"16"}, Choice{"256"}};

}  // namespace confab
