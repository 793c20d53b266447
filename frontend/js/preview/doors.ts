/** Calls between peers are the one way out that no policy covers. Other realms, where they would still be, are other origins. */
export function closeDoors() {
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel"]) delete (window as unknown as Record<string, unknown>)[name];
}
