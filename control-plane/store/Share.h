#pragma once

namespace enigm::controlplane::store {

/// What a write may take up: the room that there is for everybody, or also the part of disk and queue that is held back
/// for acts that reduce risk and for what these need (design section 5).
enum class Share { Ordinary, Reserved };

} // namespace enigm::controlplane::store
