// One person who sees each coming and going, one who sees little of them, and one who sees none.
#pragma once

#include <gtest/gtest.h>

#include "unit/support/chat.hpp"

namespace confab::unit {

class HubQuiet : public testing::Test {
  protected:
    static constexpr Milliseconds second{1000};
    static constexpr Milliseconds minute{60'000};

    void SetUp() override {
        chat.answer(ann, "/quiet on");
        chat.answer(eve, "/quiet all");
        chat.pass(minute);
        chat.forget_all();
    }
    ClientId comes(const char* name) {
        const ClientId id = chat.connect(name);
        chat.pass(3 * second);
        return id;
    }

    Chat chat;
    ClientId ann = chat.connect("ann");  // quiet
    ClientId bob = chat.connect("bob");  // sees each
    ClientId eve = chat.connect("eve");  // sees none
};

}  // namespace confab::unit
