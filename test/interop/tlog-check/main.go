// Command tlog-check checks a log on disk, in the layout of C2SP tlog-tiles, with nothing of ours: the note and tree of
// golang.org/x/mod/sumdb. For each size given, it prints the inclusion proof of the entry before it and the consistency
// proof from it, as hex.
//
//	tlog-check FOLDER LOG-VKEY WITNESS-VKEY SIZE...
package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	log.SetFlags(0)
	dir := os.Args[1]
	logKey, err := note.NewVerifier(os.Args[2])
	check(err)
	witness := newWitness(os.Args[3])
	msg, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	check(err)
	opened, err := note.Open(msg, note.VerifierList(logKey, witness))
	check(err)
	if len(opened.Sigs) != 2 {
		log.Fatalf("%d signatures verified, not 2", len(opened.Sigs))
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != logKey.Name() {
		log.Fatalf("no checkpoint of %s", logKey.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := tlog.ParseHash(lines[2])
	check(err)

	hashes := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, folder(dir))
	checkEntries(dir, size, hashes)
	for _, arg := range os.Args[4:] {
		old, err := strconv.ParseInt(arg, 10, 64)
		check(err)
		record, err := tlog.ProveRecord(size, old-1, hashes)
		check(err)
		tree, err := tlog.ProveTree(size, old, hashes)
		check(err)
		oldRoot, err := tlog.TreeHash(old, hashes)
		check(err)
		check(tlog.CheckTree(tree, size, root, old, oldRoot))
		fmt.Printf("inclusion %d%s\n", old-1, hex(record))
		fmt.Printf("consistency %d%s\n", old, hex(tree))
	}
	fmt.Printf("checked %d entries\n", size)
}

// checkEntries compares each entry in the bundles with the authenticated hash of its leaf.
func checkEntries(dir string, size int64, hashes tlog.HashReader) {
	for first := int64(0); first < size; first += 256 {
		width := int(min(256, size-first))
		bundle := read(dir, tlog.Tile{H: 8, L: -1, N: first / 256, W: width})
		var indexes []int64
		for i := 0; i < width; i++ {
			indexes = append(indexes, tlog.StoredHashIndex(0, first+int64(i)))
		}
		leaves, err := hashes.ReadHashes(indexes)
		check(err)
		for i, leaf := range leaves {
			length := int(binary.BigEndian.Uint16(bundle))
			if tlog.RecordHash(bundle[2:2+length]) != leaf {
				log.Fatalf("entry %d is not its leaf", first+int64(i))
			}
			bundle = bundle[2+length:]
		}
		if len(bundle) > 0 {
			log.Fatalf("bytes after entry %d", first+int64(width)-1)
		}
	}
}

type folder string

func (folder) Height() int                     { return 8 }
func (folder) SaveTiles([]tlog.Tile, [][]byte) {}
func (f folder) ReadTiles(tiles []tlog.Tile) (data [][]byte, err error) {
	for _, tile := range tiles {
		data = append(data, read(string(f), tile))
	}
	return data, nil
}

// read maps the paths of Go's checksum database, tile/8/0/... and tile/8/data/..., to those of tlog-tiles.
func read(dir string, tile tlog.Tile) []byte {
	path := strings.Replace(strings.Replace(tile.Path(), "tile/8/", "tile/", 1), "/data/", "/entries/", 1)
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
	check(err)
	return data
}

// witness verifies cosignature/v1 (C2SP tlog-cosignature), which x/mod does not know.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newWitness(vkey string) witness {
	parts := strings.SplitN(vkey, "+", 3)
	hash, err := strconv.ParseUint(parts[1], 16, 32)
	check(err)
	key, err := base64.StdEncoding.DecodeString(parts[2])
	check(err)
	if len(key) != 33 || key[0] != 4 {
		log.Fatal("no witness key")
	}
	return witness{parts[0], uint32(hash), key[1:]}
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }
func (w witness) Verify(msg, sig []byte) bool {
	if len(sig) != 72 {
		return false
	}
	head := fmt.Sprintf("cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(sig))
	return ed25519.Verify(w.key, append([]byte(head), msg...), sig[8:])
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

func hex(proof []tlog.Hash) (text string) {
	for _, hash := range proof {
		text += fmt.Sprintf(" %x", hash[:])
	}
	return text
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
