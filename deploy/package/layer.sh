# A layer over this system, for what shall leave nothing behind; to be read by bash, in a mount namespace of its own. Sets
# `root`, where it is seen, `scratch`, a directory beside it, and `inside`, which a command is run in it by.
# shellcheck shell=bash
layer=$(mktemp -d)
mount --make-rprivate /
mount -t tmpfs -o mode=755 movie-bag-check "$layer"
root=$layer/root scratch=$layer/scratch
mkdir "$layer/upper" "$layer/work" "$root" "$scratch"
mount -t overlay -o "lowerdir=/,upperdir=$layer/upper,workdir=$layer/work" movie-bag-check "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
# Without this file nothing in there takes it for a system that systemd runs.
mount -t tmpfs -o mode=755 movie-bag-check "$root/run"
mkdir -p "$root/tmp" "$root/run/lock"

# No function: what is started in the background has to be that program, and not a shell that waits for it.
# shellcheck disable=SC2034
inside=(env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C DEBIAN_FRONTEND=noninteractive chroot "$root")

remove_layer() {
    umount -l "$layer"
    rmdir "$layer"
}
