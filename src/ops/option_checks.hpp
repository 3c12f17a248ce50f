// What the table of options asks of their values.
#pragma once

#include <string>

namespace confab::ops {

// Each throws BadOptions that says what is wrong.
void check_level(const std::string& level);
void check_listen(const std::string& url);
void check_metrics_listen(const std::string& text);
void check_keep(const std::string& text);
void check_admin_socket(const std::string& path);
void check_mode(const std::string& mode);
void check_filled(const std::string& text);
void check_server_name(const std::string& name);
void check_log_format(const std::string& format);
void check_guests(const std::string& word);
void check_registration(const std::string& word);
void check_plain_passwords(const std::string& word);
void check_auth_command(const std::string& command);
void check_operator(const std::string& name);
void check_motd(const std::string& path);

}  // namespace confab::ops
