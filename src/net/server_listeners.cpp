// One set of listeners becomes another: all of it, or nothing.
#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "confab/ops/activation.hpp"
#include "confab/ops/log.hpp"
#include "server_impl.hpp"

namespace confab::net {

namespace {

using Listeners = std::vector<std::unique_ptr<Listener>>;

// A place that is wanted, and who serves it: a listener that is there already, or a new one.
struct Place {
    const ops::ListenUrl& url;
    Listener* old = nullptr;
    std::unique_ptr<Listener> fresh{};
};

class Change {
  public:
    using Open = std::function<std::unique_ptr<Listener>(const ops::ListenUrl& url)>;

    Change(const ServerSettings& wanted, const Listeners& now, Open open)
        : open_(std::move(open)), may_be_missing_(wanted.listen_is_default) {
        for (const ops::ListenUrl& url : wanted.listen) places_.push_back({url});
        for (const auto& listener : now) going_.push_back(listener.get());
        claim([](const Listener& listener, const ops::ListenUrl& url) { return listener.url() == url; });
        claim([](const Listener& listener, const ops::ListenUrl& url) { return listener.is_at(url); });
    }

    // Throws std::runtime_error if a place cannot be had; all is as before then.
    void make() {
        std::vector<Place*> blocked;
        for (Place& place : places_) {
            if (place.old == nullptr && !open(place)) blocked.push_back(&place);
        }
        try {
            for (Place* place : blocked) open_instead(*place);
        } catch (const std::runtime_error&) {
            undo();
            throw;
        }
        const auto has = [](const Place& place) { return place.old != nullptr || place.fresh != nullptr; };
        if (std::none_of(places_.begin(), places_.end(), has)) throw std::runtime_error(missing_);
    }

    std::vector<Place>& places() { return places_; }
    const std::vector<Listener*>& going() const { return going_; }

  private:
    template <class F>
    void claim(F fits) {
        for (Place& place : places_) {
            if (place.old != nullptr) continue;
            const auto found = std::find_if(going_.begin(), going_.end(), [&](const Listener* listener) {
                return listener->is_there() && fits(*listener, place.url);
            });
            if (found == going_.end()) continue;
            place.old = *found;
            going_.erase(found);
        }
    }

    // False: a listener of ours that is to go has to go first.
    bool open(Place& place) {
        try {
            place.fresh = open_(place.url);
        } catch (const AddressInUse&) {
            if (std::any_of(going_.begin(), going_.end(), in_the_way_of(place.url))) return false;
            refuse_if_ours(place.url);
            throw;
        } catch (const AddressMissing& error) {
            if (!may_be_missing_) throw;
            missing_ = error.what();
            ops::log::warn("{}", missing_);
        }
        return true;
    }

    void open_instead(Place& place) {
        for (Listener* listener : going_) {
            if (!in_the_way_of(place.url)(listener)) continue;
            if (std::find(closed_.begin(), closed_.end(), listener) != closed_.end()) continue;
            listener->finish();
            closed_.push_back(listener);
        }
        place.fresh = open_(place.url);
    }

    void undo() {
        for (Place& place : places_) place.fresh.reset();
        for (Listener* listener : closed_) {
            try {
                listener->open_again();
                listener->start();
            } catch (const std::runtime_error& error) {
                ops::log::error("no longer listening on {}: {}", listener->address(), error.what());
            }
        }
    }

    void refuse_if_ours(const ops::ListenUrl& url) const {
        for (const Place& place : places_) {
            const Listener* ours = place.old != nullptr ? place.old : place.fresh.get();
            if (ours == nullptr || !ours->is_in_the_way_of(url)) continue;
            throw std::runtime_error("cannot listen on " + url.text() + ": it is in the way of " +
                                     ours->address() + ", where this confabd listens as well; remove one");
        }
    }

    static std::function<bool(const Listener*)> in_the_way_of(const ops::ListenUrl& url) {
        return [&url](const Listener* listener) { return listener->is_in_the_way_of(url); };
    }

    Open open_;
    bool may_be_missing_;
    std::string missing_;
    std::vector<Place> places_;
    std::vector<Listener*> going_;   // those nobody wants any more
    std::vector<Listener*> closed_;  // of these, to make room
};

}  // namespace

void Server::Impl::announce(const Listener& listener) {
    ops::log::write(spdlog::level::info, ops::log::Event::listening, {{"peer", listener.address()}},
                    "listening on " + listener.address());
    const bool is_file = listener.url().is_file();
    if (listener.url().is_passed() || is_file || ops::passed_sockets().empty()) return;
    ops::log::warn(
        "listening on {}: confabd opens it itself, and under confabd-activated.service nobody can reach it: "
        "add it to a socket unit, or use confabd.service",
        listener.address());
}

std::vector<Listener*> Server::Impl::change_listeners(const ServerSettings& wanted) {
    Change change(wanted, listeners, [&](const ops::ListenUrl& url) {
        return std::make_unique<Listener>(context(), url, door(url), wanted.unix_mode);
    });
    change.make();

    for (Listener* listener : change.going()) {
        listener->finish();
        ops::log::info("no longer listening on {}", listener->address());
    }
    Listeners before = std::exchange(listeners, {});
    std::vector<Listener*> fresh;
    for (Place& place : change.places()) {
        if (place.fresh) {
            fresh.push_back(place.fresh.get());
            listeners.push_back(std::move(place.fresh));
        }
        if (place.old == nullptr) continue;
        place.old->set_mode(wanted.unix_mode);
        if (place.old->url() != place.url) {
            ops::log::info("no longer listening on {}", place.old->address());
            place.old->serve_as(place.url, door(place.url));
            announce(*place.old);
        }
        const auto same = [&](const auto& listener) { return listener.get() == place.old; };
        listeners.push_back(std::move(*std::find_if(before.begin(), before.end(), same)));
    }
    return fresh;
}

}  // namespace confab::net
